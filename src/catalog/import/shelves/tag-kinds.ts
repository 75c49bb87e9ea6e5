import { isOrdinary } from '#src/language/common-adjectives.ts';
import { plainColour } from '#src/language/colors.ts';
import { FEMALES, KIDS, MALES } from '#src/language/english/people.ts';
import { letterSize } from '#src/language/sizes.ts';
import { wordForm } from '#src/language/word-form.ts';
import { slugOf } from '#src/catalog/slug.ts';
import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { isPlaceholder } from './placeholder-words.ts';
import { capitalised, readable } from './said-path.ts';

const LEAST_SHARE = 0.025;
const MOST_SHARE = 0.7;
const MOST_OVERLAP = 0.2; // of a tag's products, with tags that were taken before
const LEAST_COVERED = 0.8;

/**
 * The tags that behave as kinds, by address, with the name to show: together they stand on nearly every product, and
 * few products have two. None where the tags of a feed do not part it so.
 */
export function tagKinds(products: readonly ShelfFacts[]): ReadonlyMap<string, string> {
  const holders = new Map<string, { readonly name: string; readonly products: Set<number> }>();
  products.forEach((product, at) => {
    for (const tag of product.tags) {
      const name = nameOf(tag);
      if (!name || slugOf(name) === slugOf(product.brand)) continue;
      const holder = holders.get(slugOf(name)) ?? { name, products: new Set<number>() };
      holders.set(slugOf(name), holder);
      holder.products.add(at);
    }
  });
  const least = Math.max(3, products.length * LEAST_SHARE);
  const taken = new Map<string, string>();
  const covered = new Set<number>();
  const bySize = [...holders].toSorted(
    ([a, one], [b, other]) => other.products.size - one.products.size || (a < b ? -1 : 1),
  );
  for (const [slug, holder] of bySize) {
    const { size } = holder.products;
    if (size < least || size > products.length * MOST_SHARE) continue;
    const again = [...holder.products].filter((at) => covered.has(at)).length;
    if (again > size * MOST_OVERLAP) continue;
    taken.set(slug, holder.name);
    for (const at of holder.products) covered.add(at);
  }
  return taken.size > 1 && covered.size >= products.length * LEAST_COVERED ? taken : new Map();
}

/** The first tag of a product that is a kind. */
export const kindAmong = (tags: readonly string[], kinds: ReadonlyMap<string, string>): string | undefined =>
  kinds.get(tags.map(slugOf).find((slug) => kinds.has(slug)) ?? '');

/** A tag as a name for people; null where it is a code, a number, a size, a colour, a season or praise. */
function nameOf(tag: string): string | null {
  const text = readable(tag.replace(/^[^\p{L}\p{N}]+/u, '').trim());
  const name = /\s/.test(text) ? text : text.replaceAll('-', ' ');
  if (!name || name.length > 60 || /[\d=:$€£]/.test(name) || isPlaceholder(name)) return null;
  const words = name.split(/\s+/);
  const says = words.some(
    (word) =>
      plainColour(word) === null && letterSize(word) === null && (!isOrdinary(word) || isPeople(word)),
  );
  return says ? capitalised(name) : null;
}

const isPeople = (word: string): boolean => {
  const form = wordForm(word);
  return [form, word.toLowerCase()].some((one) => MALES.has(one) || FEMALES.has(one) || KIDS.has(one));
};
