import type { RawProduct } from '#src/catalog/import/formats/raw-product.ts';
import { slugOf } from '#src/catalog/slug.ts';
import { addressOf, type Path } from './said-path.ts';

/** What the merchant says of categories: an address as the import names it, and where it belongs; no levels for no shelf. */
export type CategoryRules = ReadonlyMap<string, Path>;

const MOST_WORDS = 4; // of a title's phrase that a rule names

/**
 * Where the merchant wants a product that the import put on `found`: by its handle, its shelf or a level of it, what the
 * feed says of its category, its type, its tags, or words of its title. Undefined where no rule speaks of it.
 */
export function ruledPath(
  { key, title, productType, categoryPath, tags }: RawProduct,
  found: Path,
  rules: CategoryRules,
): Path | undefined {
  if (rules.size === 0) return undefined;
  return (
    rules.get(slugOf(key)) ??
    alongPath(found, rules) ??
    alongPath(categoryPath.map((level) => level.trim()).filter(Boolean), rules) ??
    [productType, ...tags].map((name) => rules.get(slugOf(name))).find((path) => path !== undefined) ??
    inTitle(title, rules)
  );
}

/** The rule of the deepest level that has one; what stands below it moves along. */
function alongPath(path: Path, rules: CategoryRules): Path | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const to = rules.get(addressOf(path.slice(0, depth))) ?? rules.get(slugOf(path[depth - 1] ?? ''));
    if (to) return to.length ? [...to, ...path.slice(depth)] : [];
  }
  return undefined;
}

/** The rule of the longest phrase of the title that has one, the last of several. */
function inTitle(title: string, rules: CategoryRules): Path | undefined {
  const words = slugOf(title).split('-');
  for (let length = MOST_WORDS; length > 0; length--)
    for (let from = words.length - length; from >= 0; from--) {
      const to = rules.get(words.slice(from, from + length).join('-'));
      if (to) return to;
    }
  return undefined;
}
