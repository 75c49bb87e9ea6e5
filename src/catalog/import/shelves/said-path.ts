import { slugOf } from '#src/catalog/slug.ts';
import { cutTo, lineOf } from '#src/catalog/import/values/plain-text.ts';
import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { isHome, isPlaceholder } from './placeholder-words.ts';

const NAME_LENGTH = 120;
const MOST_LEVELS = 8;

export type Path = readonly string[];

/** A category of the feed in levels that say something; `packed_food` is read as it would be written for people. */
function saidPath(levels: Path): Path {
  const said = levels
    .map((level) => readable(cutTo(lineOf(level), NAME_LENGTH)))
    .filter((level) => level && !isPlaceholder(level))
    .slice(0, MOST_LEVELS);
  return said.length === 1 && isHome(said[0] ?? '') ? [] : said;
}

/** The category, then the product type where that says something else: what a feed itself says of a product's shelf. */
export function saidPaths({ categoryPath, productType }: ShelfFacts): readonly Path[] {
  return [saidPath(categoryPath), saidPath(productType.split('>'))].filter(
    (path, at, all) => path.length > 0 && (at === 0 || addressOf(path) !== addressOf(all[0] ?? [])),
  );
}

/** A name that is one word of words joined by `_`, as systems write it, in words. */
export function readable(name: string): string {
  if (/\s/.test(name) || !/[^_]_+[^_]/.test(name)) return name;
  return capitalised(name.replace(/_+/g, ' ').trim());
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A path as one key: two spellings of a shelf are one. */
export const addressOf = (path: Path): string => path.map(slugOf).join('/');
