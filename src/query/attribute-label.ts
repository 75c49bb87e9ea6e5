const LABELS: ReadonlyMap<string, string> = new Map([
  ['price', 'Price'],
  ['category', 'Category'],
  ['brand', 'Brand'],
  ['color', 'Color'],
  ['rating', 'Rating'],
  ['on_sale', 'On sale'],
]);

/** A label for a key whose catalogue label is not at hand: `heel_stack` gives `Heel stack`. */
export function labelOfKey(key: string): string {
  const known = LABELS.get(key);
  if (known) return known;
  const words = key.replaceAll('_', ' ').trim();
  return words ? words[0]?.toLocaleUpperCase('en') + words.slice(1) : key;
}
