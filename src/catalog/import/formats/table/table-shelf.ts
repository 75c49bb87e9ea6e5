import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { isPlaceholder } from '#src/catalog/import/shelves/placeholder-words.ts';
import type { RowView, TableFormat } from './table-format.ts';

/** What the row of a product says of its shelf. */
export function tableShelf(head: RowView, format: TableFormat): ShelfFacts {
  const levels = format.split?.levels ?? />/;
  const categories = head
    .all('category')
    .map((found) => deepest(format.category?.(found) ?? found, format.split?.categories, levels));
  const category = categories.find(Boolean) ?? head.get('type');
  return {
    title: head.get('title'),
    brand: head.get('brand'),
    productType: head.get('type'),
    categoryPath: category ? category.split(levels).map((level) => level.trim()) : [],
    tags: listIn(head.get('tags'), format.split?.tags ?? /[,\n]/),
  };
}

export const listIn = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((one) => one.trim())
    .filter(Boolean);

/** Of several categories the one that says most. */
function deepest(text: string, separator: RegExp | undefined, levels: RegExp): string {
  if (/^\d+$/.test(text)) return ''; // the number of a taxonomy says nothing to people
  const all = (separator ? listIn(text, separator) : [text]).filter(
    (one) => !one.split(levels).every((level) => isPlaceholder(level)),
  );
  return all.reduce(
    (best, one) => (one.split(levels).length > best.split(levels).length ? one : best),
    all[0] ?? '',
  );
}
