/** An address part from a title: lower case, accents and apostrophes dropped, the rest joined by hyphens; never empty. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/-$/, '');
  return plain || 'item';
}

/** Every level of a category path as an address: `[Shoes, Trail running shoes]` gives `shoes`, `shoes/trail-running-shoes`. */
export function categorySlugsOf(path: readonly string[]): readonly string[] {
  return path.map((_, level) =>
    path
      .slice(0, level + 1)
      .map(slugOf)
      .join('/'),
  );
}
