import type { Attribute, Product } from '#src/catalog/product.ts';
import { STOP_WORDS } from '#src/language/english/function-words.ts';
import { stem } from '#src/language/stemmer.ts';
import { sameDimension, toBase, unitOf } from '#src/language/units.ts';
import type { Rule } from './facts.ts';

type Figure = Extract<Attribute, { kind: 'number' }>;

const MEASURE =
  /(?<![\d.,/–-]|\d )(\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,3})?)[  -]?((?:fl )?[a-zA-Zµ%°]{1,12})(?![\w/])/g;
const ABOUT = /\b(?:about|around|roughly|nearly|almost|some|circa|approximately|just (?:over|under))$/i;
const BOUND =
  /\b(?:up to|at (?:least|most)|over|under|above|below|more than|less than|fewer than|from|every|another|each|per|after|within|than|or|and|to|by|between|beyond|for|(?:from|to|on|than) an?)$/i;
const COMPARED =
  /^\s*(?:or (?:less|more)|(?:of [\p{L}]+ )?(?:an?|per|each|every) \p{L}+|less|more|lighter|heavier|higher|lower|longer|shorter|taller|wider|thinner|thicker|cheaper|deeper|larger|smaller|of (?:that|which|it))\b/iu;
/** Of several, of a part, or of one that holds something: another amount than the row's. */
const OF_MORE =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|both|half)\b|\b(?:each|per|full|filled|empty|loaded|packed|together|pair of)\b/i;
const WEIGHT = /(?:, at|\bweigh(?:s|ed|ing)?(?: in at)?(?: only| just| about| around| a mere)?)$/i;

const tokens = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? [])
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => stem(word));

const figuresOf = ({ attributes, variants }: Product): readonly Figure[] =>
  [...attributes, ...variants.flatMap((one) => one.attributes)].filter((one) => one.kind === 'number');

/** Numbers with a unit beside the name of a figure, where the product that is spoken of has another one. */
export const measures: Rule = ({ text, about }) => {
  if (!about.length || OF_MORE.test(text) || namesAnother(text, about)) return [];
  const figures = about.flatMap(figuresOf);
  return [...text.matchAll(MEASURE)].flatMap((match) => {
    const [whole, number = '', unit = ''] = match;
    if (!unitOf(unit)) return [];
    const before = text.slice(0, match.index).trimEnd();
    const after = text.slice(match.index + whole.length);
    if (BOUND.test(before) || COMPARED.test(after)) return [];
    const said = Number(
      /^\d{1,3}(?:,\d{3})+$/.test(number) ? number.replaceAll(',', '') : number.replace(',', '.'),
    );
    const alike = figures.filter((one) => sameDimension(one.unit, unit) && isNamed(one, before, after));
    if (!alike.length) return [];
    const digits = /[.,](\d+)$/.exec(number)?.[1]?.length ?? 0;
    const slack = Math.max(
      toBase(0.5 * 10 ** -digits, unit),
      ABOUT.test(before) ? 0.06 * toBase(said, unit) : 0,
    );
    const isHeld = alike.some(
      (one) => Math.abs(toBase(one.value, one.unit) - toBase(said, unit)) <= slack + 1e-9,
    );
    if (isHeld) return [];
    const rows = [...new Set(alike.map((one) => `${one.label} ${one.value} ${one.unit ?? ''}`.trim()))];
    return [
      {
        kind: 'measure' as const,
        row: `${about.map(({ title }) => title).join(', ')}: ${rows.slice(0, 4).join(', ')}`,
      },
    ];
  });
};

/** Whether the words directly beside a number name that figure: `8 mm drop`, `drop of 8 mm`, `Drop: 8 mm`, `weighs 8 g`. */
function isNamed({ key, label }: Figure, before: string, after: string): boolean {
  if (/weight/i.test(`${key} ${label}`) && WEIGHT.test(before)) return true;
  const names = new Set(tokens(label));
  const next = tokens(/^\s+((?:of\s+)?[\p{L}-]+)/u.exec(after)?.[1] ?? '').at(-1);
  const [, named = ''] =
    /(?<![\p{L}-])([\p{L}-]{1,30})(?::| (?:is|are|was|of|at))(?: (?:only|just|about|around|an?))?$/u.exec(
      before,
    ) ?? [];
  const last = tokens(named).at(-1);
  return (next !== undefined && names.has(next)) || (last !== undefined && names.has(last));
}

/** Whether a sentence calls something by a name of its own that none of those products has: `the Gust`. */
export const namesAnother = (text: string, about: readonly Product[]): boolean =>
  [...text.matchAll(/\bthe (\p{Lu}\p{Ll}{2,})/giu)].some(
    ([, name = '']) => /^\p{Lu}/u.test(name) && !about.some(({ title }) => title.includes(name)),
  );
