/** The shop's own namespace, its host in reverse: what it defines itself is named within it, and hosted at that origin. */
export function namespaceOf(site: string): string {
  const labels = new URL(site).hostname
    .replace(/^\[|\]$/g, '')
    .split(/[.:]/)
    .filter(Boolean)
    .toReversed()
    .map((label) =>
      label
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '_')
        .replace(/^(?=[^a-z])/, 'n'),
    );
  const [first = 'shop', ...rest] = labels;
  return [first.replaceAll('_', ''), ...(rest.length ? rest : ['shop'])].join('.');
}
