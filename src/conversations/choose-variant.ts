import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { unitOf } from '#src/language/units.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

export type VariantChoice =
  | { readonly ok: true; readonly variant: Variant }
  /** Nothing that can be bought fits the words; `wanted` says which values were asked for. */
  | { readonly ok: false; readonly refusal: 'no-such-variant'; readonly wanted: readonly string[] }
  /** The shopper has to say which: the option still open and the values that can be bought. */
  | {
      readonly ok: false;
      readonly refusal: 'choose-option';
      readonly option: string;
      readonly choices: readonly string[];
    };

/**
 * The one variant that the shopper's words mean. A value said in `words` counts first, then what the query demands or
 * prefers (a size said three turns ago is not asked for again), then a colour as it was shown. A size is never guessed,
 * and where the need names a value that the product comes in, no other takes its place.
 */
export function chooseVariant(
  product: Product,
  words: string,
  query: SearchQuery,
  shownSku: string | null,
): VariantChoice {
  const said = statedOptions(product, words);
  const wanted = [...said.values()].flat();
  const buyable = product.variants.filter(isAvailable);
  let fitting = buyable.filter((variant) => fits(variant, said));
  if (fitting.length === 0) return { ok: false, refusal: 'no-such-variant', wanted };
  for (const filter of [...query.filters, ...query.preferences]) {
    const narrower = fitting.filter((variant) => meets(variant, filter));
    const asked = narrower.length ? [] : optionAsked(product, filter, said);
    if (asked.length) return { ok: false, refusal: 'no-such-variant', wanted: [...wanted, ...asked] };
    if (narrower.length) fitting = narrower;
  }
  const shown = product.variants.find((variant) => variant.sku === shownSku);
  for (const option of product.options) {
    const left = new Set(fitting.map((variant) => variant.options[option.name]));
    const choices = option.values.filter((value) => left.has(value));
    const unclear =
      isUnclear(said.get(option.name)) && choices.every((one) => said.get(option.name)?.includes(one));
    if (choices.length < 2 && !unclear) continue;
    const asShown = shown?.options[option.name];
    if (/colou?r/i.test(option.name) && asShown && choices.includes(asShown)) {
      fitting = fitting.filter((variant) => variant.options[option.name] === asShown);
    } else {
      const plain = defaultChoice(choices);
      if (!plain) return { ok: false, refusal: 'choose-option', option: option.name, choices };
      fitting = fitting.filter((variant) => variant.options[option.name] === plain);
    }
  }
  const [variant] = fitting;
  return variant ? { ok: true, variant } : { ok: false, refusal: 'no-such-variant', wanted };
}

/** Values of the product's own options that the need asks for, where the words say nothing else of that option. */
function optionAsked(
  product: Product,
  filter: Filter,
  said: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (filter.kind !== 'any-of' || filter.negated) return [];
  const option = product.options.find(({ name }) => name.toLowerCase() === filter.key && !said.has(name));
  const asked = filter.values.map((value) => value.toLowerCase());
  return option?.values.filter((value) => asked.includes(value.toLowerCase())) ?? [];
}

/** "A 9" where there is a US W 9 and a US M 9: also when only one of them is left, the shopper has to say which. */
export const isUnclear = (said: readonly string[] | undefined): boolean => (said?.length ?? 0) > 1;

/** A width or fit that merchants call standard is what somebody gets who does not ask for another. */
export const defaultChoice = (choices: readonly string[]): string | undefined =>
  choices.find((choice) => /^(standard|regular|normal|default)$/i.test(choice));

/** For each option the values that the words hold: `US M 9` is held by "US M 9", "M 9", "size 9" and "a 9". */
export function statedOptions(
  product: Pick<Product, 'options'>,
  words: string,
): ReadonlyMap<string, readonly string[]> {
  const tokens = tokensOf(words).map((token) => PEOPLE.get(token) ?? token);
  const other = tokens.includes('m') === tokens.includes('w') ? null : tokens.includes('m') ? 'w' : 'm';
  return new Map(
    product.options.flatMap(({ name, values }) => {
      // "A men's 9" is never US W 9.
      const exact = values.filter((value) =>
        [value, ...value.split('/')].some(
          (part) =>
            holds(tokens, tokensOf(part), tokensOf(name)) &&
            !(other !== null && tokensOf(part).includes(other)),
        ),
      );
      const held = exact.length ? exact : values.filter((value) => spans(tokens, value, tokensOf(name)));
      // "2 pairs in US Y 4": said in one piece before gathered from all over the sentence.
      const whole = held.filter((value) => isRun(tokens, tokensOf(value)));
      const heard = whole.length ? whole : held;
      const best = heard.filter(
        (value) => !heard.some((other) => other !== value && includesAll(other, value)),
      );
      return best.length ? [[name, best] as const] : [];
    }),
  );
}

/** How sizes write whom they are for. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['men', 'm'],
  ['mens', 'm'],
  ['man', 'm'],
  ['women', 'w'],
  ['womens', 'w'],
  ['woman', 'w'],
]);

function holds(said: readonly string[], value: readonly string[], option: readonly string[]): boolean {
  if (value.length === 0) return false;
  if (value.every((token) => said.includes(token))) return true;
  const number = value.at(-1) ?? '';
  if (value.length < 2 || !/^\d+(\.\d+)?$/.test(number)) return false;
  const at = said.lastIndexOf(number);
  // "The size to 11" says a size as "size 11" does; "to 11" alone may be a number of pieces.
  const before = (said[at - 1] === 'to' ? said[at - 2] : said[at - 1]) ?? '';
  // "a 9", "in 9", "size 9": a bare number next to the option's own name or an article means the size.
  return (
    at >= 0 &&
    (option.includes(before) ||
      ['a', 'in', 'an', 'size'].includes(before) ||
      (before.length === 1 && value.includes(before)) ||
      said.length === 1)
  );
}

/** Whether the value's words stand in the said ones one after the other. */
const isRun = (said: readonly string[], value: readonly string[]): boolean =>
  value.length > 1 && said.some((_, at) => value.every((token, place) => said[at + place] === token));

const RANGE = /^(\D*)(\d+(?:\.\d+)?) ?[-–] ?(\d+(?:\.\d+)?)(?!.*\d)/;

/** Whether a value that is a range holds a number said in its own words: "UK 7" of `UK 6-8`, "size 7" of `6-8`. */
function spans(said: readonly string[], value: string, option: readonly string[]): boolean {
  const [, head = '', from, to] = RANGE.exec(value) ?? [];
  if (from === undefined) return false;
  const before = tokensOf(head).at(-1);
  return said.some((token, at) => {
    const number = Number(token);
    const last = said[at - 1] ?? '';
    return (
      number >= Number(from) &&
      number <= Number(to) &&
      (before ? last === before : ['size', ...option].includes(last))
    );
  });
}

const includesAll = (longer: string, shorter: string): boolean => {
  const held = tokensOf(longer);
  return held.length > tokensOf(shorter).length && tokensOf(shorter).every((token) => held.includes(token));
};

const tokensOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .match(/\d+(?:\.\d+)?|[\p{L}]+/gu)
    ?.map((token, at, all) => (isUnitAt(all, at) ? (unitOf(token)?.name ?? token) : token)) ?? [];

const LONGEST_SIZE = 2; // letters: "m" behind a number may be a size

/** Whether a word says the unit of the number before it: of "20 inch", not "the second". */
const isUnitAt = (tokens: readonly string[], at: number): boolean =>
  (tokens[at]?.length ?? 0) > LONGEST_SIZE && /^\d/.test(tokens[at - 1] ?? '');

const fits = (variant: Variant, said: ReadonlyMap<string, readonly string[]>): boolean =>
  [...said].every(([option, values]) => values.includes(variant.options[option] ?? ''));

function meets(variant: Variant, filter: Filter): boolean {
  if (filter.kind !== 'any-of') return true;
  const values = [
    ...Object.entries(variant.options).flatMap(([name, value]) =>
      name.toLowerCase() === filter.key ? [value] : [],
    ),
    ...variant.attributes.flatMap((one) =>
      one.key === filter.key && one.kind === 'words' ? one.values : [],
    ),
  ].map((value) => value.toLowerCase());
  if (values.length === 0) return true;
  return filter.values.some((value) => values.includes(value.toLowerCase())) !== filter.negated;
}
