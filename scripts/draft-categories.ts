import { Document, isScalar } from 'yaml';
import type { TalliedShelf } from '#src/catalog/import/shelves/shelf-tally.ts';

const HEAD = ` The shelves of your products as the import finds them. Change what stands on the right, a > between levels, or write
 none; lines you leave alone can go. Then put the lines into content/import.yaml and import again. On the left may also
 stand a product type, a tag, a handle, or words of titles: "floor lamp": Lamps > Floor lamps`;

/** The shelves of an import as a draft of `categories:` in import.yaml, what has most products first. */
export function categoriesDraft(shelves: readonly TalliedShelf[]): string {
  const told = Map.groupBy(shelves, ({ found }) => found.join(' > '));
  const lines = new Map(
    [...told].filter(([found]) => found).map(([found, [one]]) => [found, one?.path.join(' > ') || 'none']),
  );
  const document = new Document({ categories: Object.fromEntries(lines) });
  document.commentBefore = HEAD;
  const map = document.get('categories', true) as { items: { key: unknown }[] };
  for (const { key } of map.items)
    if (isScalar(key)) key.commentBefore = commentOf(told.get(String(key.value)) ?? []);
  const none = told.get('');
  if (none) document.comment = ` On no shelf:${commentOf(none)}`;
  return document.toString({ lineWidth: 0 });
}

function commentOf(shelves: readonly TalliedShelf[]): string {
  const products = shelves.reduce((sum, one) => sum + one.products, 0);
  const examples = shelves.flatMap((one) => one.examples).slice(0, 3);
  return ` ${products} ${products === 1 ? 'product' : 'products'}: ${examples.map((title) => title.replace(/\s+/g, ' ').slice(0, 80)).join(' | ')}`;
}
