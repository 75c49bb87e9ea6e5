import type { Shown } from '#src/conversations/conversation-state.ts';
import { english, type Language } from './language.ts';

export interface References {
  /** Places in the last listing, from 0. */
  readonly places: readonly number[];
  /** "the cheaper one": the attribute to look at, among what was shown. */
  readonly extreme: { readonly key: string; readonly most: boolean } | null;
  readonly it: boolean;
  /** "This": what is before the shopper's eyes, more than what was spoken of. */
  readonly here: boolean;
  /** "They" of a single thing spoken of: shoes and earrings are one product and many things. */
  readonly they: boolean;
  readonly both: boolean;
  readonly all: boolean;
  readonly other: boolean;
}

/** What the words point at, before anybody knows whether there is such a thing. */
export function findReferences(text: string, { references: words, numbers }: Language = english): References {
  const said = ` ${text
    .toLowerCase()
    .replace(/[’']s\b/g, ' is')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const says = (phrase: string) => said.includes(` ${phrase} `);
  const { one } = words;
  // "A light for the first trip": an occasion; "one for the first" points.
  const occasion = (word: string) =>
    new RegExp(` for the ${word} (?!(?:${[one, ...words['pointing on']].join('|')}) )(?=\\p{L})`, 'u').test(
      said,
    );
  const points = (word: string) =>
    said.trim() === word ||
    said.trim() === `the ${word}` ||
    new RegExp(
      `\\b(?:the|this|that|compare|and|or|from|than|with|about|to) ${word}\\b(?! (?:${words.counted.join('|')})\\b)`,
    ).test(said) ||
    says(`${word} ${one}`);
  const places = words.ordinals.flatMap((names, at) =>
    names.some((word) => points(word) && !occasion(word)) ? [at] : [],
  );
  const [first = []] = words.ordinals;
  const count = numbers.findIndex(
    (number, at) => at > 2 && first.some((word) => says(`${word} ${number}`) || says(`${word} ${at}`)),
  );
  if (count > 0) places.push(...Array.from({ length: count }, (_, at) => at));
  for (const [, number] of said.matchAll(/ (?:number|no|nr|option) (\d)(?= )/g))
    places.push(Number(number) - 1);
  if (/ compare (?:\d|one|two|three) and (?:\d|one|two|three) /.test(said)) {
    for (const [word] of said.matchAll(/\b(?:one|two|three|[1-6])\b/g))
      places.push(/\d/.test(word) ? Number(word) - 1 : ['one', 'two', 'three'].indexOf(word));
  }
  if (words.last.some((word) => says(`the ${word} ${one}`) || said.trim() === `the ${word}`)) places.push(-1);
  // "Cheaper one is how much?" speaks of one of those shown; "cheaper one please" asks for another.
  const opensWith = (word: string) =>
    words['pointing on'].some((on) => said.startsWith(` ${word} ${one} ${on} `)) &&
    !said.startsWith(` ${word} ${one} please `);
  const extreme = words.extremes.find((which) =>
    which.words.some(
      (word) =>
        says(`the ${word} ${one}`) ||
        opensWith(word) ||
        ((says(`the ${word}`) || words.which.some(says)) && said.trim().endsWith(word)),
    ),
  );
  return {
    places: [...new Set(places)],
    extreme: extreme ? { key: extreme.key, most: extreme.most } : null,
    it: words.it.some(says),
    here: words.here.some(says),
    they: words.they.some(says) && !words.several.some(says),
    both: words.both.some(says),
    all: words.all.some(says),
    other: words.other.some(says),
  };
}

/**
 * The products of the last listing that the references mean, in the order shown. `measure` answers a product's number
 * for "the lighter one"; where it is unknown the product does not take part.
 */
export function resolveReferences(
  references: References,
  shown: readonly Shown[],
  focus: Shown | null,
  measure: (product: Shown, key: string) => number | null,
): readonly Shown[] {
  const { places, extreme, it, they, both, all, other } = references;
  if (both) return shown.slice(0, 2);
  if (places.length) return places.flatMap((place) => shown.at(place) ?? []);
  if (extreme) {
    const measured = shown.flatMap((product) => {
      const number = measure(product, extreme.key);
      return number === null ? [] : [{ product, number }];
    });
    const [chosen] = measured.sort((a, b) => (extreme.most ? b.number - a.number : a.number - b.number));
    return chosen ? [chosen.product] : [];
  }
  if (other && shown.length === 2) return shown.filter((product) => product.slug !== focus?.slug).slice(0, 1);
  if ((it || they) && focus) return [focus];
  if (all) return shown.slice(0, 4);
  if (it && shown.length === 1) return shown;
  return [];
}
