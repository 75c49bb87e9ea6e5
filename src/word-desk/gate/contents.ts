import type { Attribute, Product } from '#src/catalog/product.ts';
import { stem } from '#src/language/stemmer.ts';
import type { Rule } from './facts.ts';
import { namesAnother } from './measures.ts';

const FREE =
  /\b([\p{L}]{3,24})[- ]free\b|\b(?:free (?:of|from)|contains no|has no|with no|without(?: any)?|no added)\s+(?:added\s+)?([\p{L}]{3,24})\b/giu;
/** What is asked, or said of what people want, is not said of the thing; nor is a row of a table, whose cell says it. */
const NOT_SAID = /\?$|\bwants?\b|\blook(?:s|ing)? for\b|; [\p{L} -]+: /iu;
const HAS =
  /\b(?:contains?|made (?:of|with|from)|with added|rich in)\s+(?:only |pure |real |genuine |100 ?% )?([\p{L}]{3,24})\b/giu;
const NOT = /\b(?:not|never|isn't|aren't|nor|neither)\s+(?:\w+\s+){0,2}$/i;

const words = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? []).map((word) => stem(word));

const factsOf = ({ attributes, variants }: Product): readonly Attribute[] => [
  ...attributes,
  ...variants.flatMap((one) => one.attributes),
];

/** What is said to be in a thing or not to be in it, and flags that are said the other way round than their rows. */
export const contents: Rule = ({ text, about }) => {
  const [product] = about;
  if (about.length !== 1 || !product || NOT_SAID.test(text) || namesAnother(text, about)) return [];
  const facts = factsOf(product);
  const told = (row: string) => ({ kind: 'contents' as const, row: `${product.title}: ${row}` });
  const free = [...text.matchAll(FREE)].flatMap((match) => {
    const what = stem((match[1] ?? match[2] ?? '').toLowerCase());
    if (NOT.test(text.slice(0, match.index))) return [];
    const held = facts.find((one) => isIn(one, what));
    return held ? [told(factText(held))] : [];
  });
  const has = [...text.matchAll(HAS)].flatMap((match) => {
    const what = stem((match[1] ?? '').toLowerCase());
    if (NOT.test(text.slice(0, match.index))) return [];
    const held = facts.find(
      (one) =>
        (one.kind === 'number' && one.value === 0 && words(one.label).includes(what)) ||
        (one.kind === 'flag' && isFreeOf(one.label, what) && one.value),
    );
    return held ? [told(factText(held))] : [];
  });
  const flags = facts.flatMap((one) => {
    if (one.kind !== 'flag') return [];
    const said = saidOfFlag(text, one.label);
    return said === null || said === one.value ? [] : [told(factText(one))];
  });
  return [...free, ...has, ...flags];
};

const isIn = (one: Attribute, what: string): boolean =>
  one.kind === 'number'
    ? one.value > 0 && words(one.label).length === 1 && words(one.label)[0] === what
    : one.kind === 'words'
      ? /ingredient|material|contain|allergen|composition/i.test(`${one.key} ${one.label}`) &&
        one.values.some(
          (value) => words(value).includes(what) && !new RegExp(`${what}\\w*[- ]free`, 'i').test(value),
        )
      : !one.value && isFreeOf(one.label, what);

const isFreeOf = (label: string, what: string): boolean => {
  const [, name = ''] = /^([\p{L}]+)[- ]free$/iu.exec(label) ?? [];
  return name !== '' && stem(name.toLowerCase()) === what;
};

/** Whether a sentence says a flag of the product itself: `It is waterproof`, `is not waterproof`; null where it does not. */
function saidOfFlag(text: string, label: string): boolean | null {
  if (!/^[\p{L}-]{3,24}$/u.test(label)) return null;
  const found = new RegExp(
    String.raw`\b(?:it|this|they|which|the [\p{L}\p{N} ]{2,30})\s(?:is|are|comes?)\s((?:not|never)\s)?(?:(?:fully|truly|completely|entirely|also|100 ?%)\s)?${label}\b(?!\s(?:but|only|to|until|up))`,
    'iu',
  ).exec(text);
  return found ? found[1] === undefined : null;
}

const factText = (one: Attribute): string =>
  one.kind === 'number'
    ? `${one.label} ${one.value} ${one.unit ?? ''}`.trim()
    : one.kind === 'flag'
      ? `${one.label}: ${one.value ? 'yes' : 'no'}`
      : `${one.label}: ${one.values.join(', ')}`;
