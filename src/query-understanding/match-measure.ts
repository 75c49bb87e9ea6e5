import { BESIDE_MEASURE } from '#src/language/english/function-words.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { phraseAt, type Found } from './match-phrase.ts';
import type { Word } from './words.ts';
import { sameDimension, unitOf } from '#src/language/units.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

/** The attribute that a number is about, and the words that say so (empty where only its unit does). */
export interface NamedMeasure {
  readonly key: AttributeKey;
  readonly from: number;
  readonly to: number;
  /** All of the label's words were said. */
  readonly whole: boolean;
  /** Its noun was said: the weight of "mouse weight", not the mouse. */
  readonly isNamed: boolean;
}

interface Asked {
  readonly unit: string | null;
  readonly hint: string | null;
  readonly from: number;
  readonly to: number;
}

const MOST_LABEL_WORDS = 20;
const FEW_MEASURES = 3;

// What shoppers say for what data sheets write: language, not one shop's wares.
const ALSO: ReadonlyMap<string, readonly string[]> = new Map([
  ['ram', ['memory']],
  ['screen', ['display']],
  ['display', ['screen']],
  ['diagonal', ['diagonal']],
  ['disk', ['hdd', 'storage']],
  ['storage', ['storage', 'capacity']],
  ['carb', ['carbohydrate']],
  ['carbohydrate', ['carb']],
  ['salt', ['sodium']],
  ['colour', ['color']],
  ['color', ['colour']],
  ['long', ['length']],
  ['wide', ['width']],
  ['tall', ['height']],
  ['high', ['height']],
  ['deep', ['depth']],
  ['thick', ['thickness']],
  ['heavy', ['weight']],
  ['bright', ['brightness']],
  ['weigh', ['weight']],
  ['weighing', ['weight']],
  ['lumen', ['brightness']],
  ['calorie', ['calorie']],
]);

/** The measure named right before or right after the number, with the unit's consent; null where none is. */
export function bestMeasure(
  vocabulary: Vocabulary,
  words: readonly Word[],
  asked: Asked,
): NamedMeasure | null {
  const exact = exactMeasure(vocabulary, words, asked);
  if (exact) return exact;
  // "dry time up to 13 m" names its measure; that a unit clashes with it makes it no other one.
  if (isMeasureNamed(vocabulary, words, asked.from)) return null;
  const found = [...windows(words, asked)].flatMap(({ from, to, forms, after }) =>
    // "Men 10 wide" where things come in Wide: a choice beside a number, and no width of 10.
    (asked.unit === null && forms.length === 1 && isChoice(vocabulary, forms[0])
      ? []
      : candidates(vocabulary, forms)
    ).flatMap((candidate) => {
      const fit = unitFit(candidate.key, asked.unit);
      if (fit === null) return [];
      const isTight = candidate.share >= 0.5 || candidate.hits >= 2;
      if (!isTight) return [];
      const score =
        candidate.share * 2 +
        candidate.hits * 0.5 +
        fit +
        (after ? 0.05 : 0) +
        Math.log1p(candidate.key.products) / 20;
      return [
        { key: candidate.key, from, to, whole: candidate.share === 1, isNamed: candidate.isNamed, score },
      ];
    }),
  );
  return found.toSorted((a, b) => b.score - a.score)[0] ?? null;
}

/** Whether a single word is a value that things of the catalogue come in. */
const isChoice = (vocabulary: Vocabulary, form = ''): boolean =>
  (vocabulary.phrases.get(form) ?? []).some(
    ({ forms, named }) => forms.length === 1 && named.kind === 'value',
  );

/** Whether the whole name of a measure, of several words, stands right before a place. */
function isMeasureNamed(vocabulary: Vocabulary, words: readonly Word[], end: number): boolean {
  const isMeasure = (named: Named) => named.kind === 'label' && named.key.numbers > 0;
  for (let from = Math.max(0, end - MOST_LABEL_WORDS); from < end - 1; from += 1) {
    if (phraseAt(vocabulary, words, from, isMeasure)?.to === end) return true;
  }
  return false;
}

/** The measure whose whole name stands right before the number, else right after it. */
function exactMeasure(vocabulary: Vocabulary, words: readonly Word[], asked: Asked): NamedMeasure | null {
  const before = measureBefore(vocabulary, words, asked);
  if (before) return before;
  let start = asked.to;
  while (isSkipped(words[start])) start += 1;
  const found = words[start]?.joined ? phraseAt(vocabulary, words, start, isMeasureOf(asked)) : null;
  const key = found ? measuredBy(found, asked) : undefined;
  return found && key ? { key, from: asked.from, to: found.to, whole: true, isNamed: true } : null;
}

/** The measure whose whole name stands right before the number and its comparison. */
export function measureBefore(
  vocabulary: Vocabulary,
  words: readonly Word[],
  asked: Asked,
): NamedMeasure | null {
  for (let end = asked.from; ; end -= 1) {
    for (let from = Math.max(0, end - MOST_LABEL_WORDS); from < end; from += 1) {
      const found = phraseAt(vocabulary, words, from, isMeasureOf(asked));
      const key = found?.to === end ? measuredBy(found, asked) : undefined;
      if (key) return { key, from, to: asked.to, whole: true, isNamed: true };
    }
    if (!isSkipped(words[end - 1])) return null;
  }
}

const isMeasureOf =
  (asked: Asked) =>
  (named: Named): boolean =>
    named.kind === 'label' && named.key.numbers > 0 && unitFit(named.key, asked.unit) !== null;

/** Of the measures that a name stands for, the one that fits the unit best. */
const measuredBy = (found: Found, asked: Asked): AttributeKey | undefined =>
  found.named
    .flatMap((named) => (named.kind === 'label' ? [named.key] : []))
    .toSorted(
      (a, b) => (unitFit(b, asked.unit) ?? -1) - (unitFit(a, asked.unit) ?? -1) || b.numbers - a.numbers,
    )[0];

/** The measure that the unit alone, or a comparative such as "lighter", speaks of. */
export function measureByUnit(vocabulary: Vocabulary, asked: Asked): NamedMeasure | null {
  const hinted = (asked.hint ?? hintOfUnit(asked.unit))?.split(' ') ?? [];
  const all = [...new Set([...vocabulary.measures.values()].flat().map((one) => one.key))];
  const byHint = all.filter((key) =>
    hinted.some((word) => key.label.toLowerCase().split(/\W+/).includes(word)),
  );
  const fits = (key: AttributeKey) => asked.unit === null || sameDimension(asked.unit, key.unit);
  const plain = byHint
    .filter(fits)
    .toSorted((a, b) => shortness(a) - shortness(b) || b.products - a.products);
  // A unit that many attributes share ("at least 1 TB") says nothing about which of them is meant.
  const others = asked.unit === null ? [] : all.filter(fits).toSorted((a, b) => b.products - a.products);
  // One that is stated in this very unit is meant among others of its dimension: "700 km" is no drop of a heel.
  const [exact, another] = others.filter((key) => key.unit === asked.unit);
  const key = plain[0] ?? (others.length <= FEW_MEASURES ? others[0] : another ? undefined : exact);
  return key ? { key, from: asked.from, to: asked.to, whole: false, isNamed: false } : null;
}

const shortness = (key: AttributeKey): number => key.label.split(/\W+/).length;

/** Things of a dimension that are called by one word when nothing else is said. */
function hintOfUnit(unit: string | null): string | null {
  switch (unitOf(unit)?.dimension) {
    case 'mass':
      return 'weight';
    case 'volume':
      return 'volume capacity';
    case 'time':
      return 'battery';
    default:
      return null;
  }
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly forms: readonly string[];
  readonly after: boolean;
}

function* windows(words: readonly Word[], asked: Asked): Generator<Window> {
  let end = asked.from;
  while (end > 0 && isSkipped(words[end - 1])) end -= 1;
  for (let from = end - 1; from >= Math.max(0, end - MOST_LABEL_WORDS) && isFree(words[from]); from -= 1) {
    yield { from, to: asked.from, forms: formsIn(words, from, end), after: false };
    if (!words[from]?.joined) break;
  }
  let start = asked.to;
  while (start < words.length && isSkipped(words[start])) start += 1;
  for (let to = start + 1; to <= Math.min(words.length, start + MOST_LABEL_WORDS); to += 1) {
    const last = words[to - 1];
    if (!isFree(last) || !last?.joined) break;
    yield { from: asked.from, to, forms: formsIn(words, start, to), after: true };
  }
}

const isFree = (one: Word | undefined): boolean => one !== undefined && !one.used;
const isSkipped = (one: Word | undefined): boolean =>
  one !== undefined && !one.used && BESIDE_MEASURE.has(one.lower);
const formsIn = (words: readonly Word[], from: number, to: number): readonly string[] =>
  words.slice(from, to).map((one) => one.form);

interface Candidate {
  readonly key: AttributeKey;
  /** The part of the label's words that were said. */
  readonly share: number;
  readonly hits: number;
  readonly isNamed: boolean;
}

const waysOf = (form: string): readonly string[] => [form, ...(ALSO.get(form) ?? [])];

/** The measures that a word belongs to the name of: of "wide" those of a width. */
export const measuresCalled = (vocabulary: Vocabulary, form: string): readonly AttributeKey[] =>
  waysOf(form).flatMap((way) => (vocabulary.measures.get(way) ?? []).map(({ key }) => key));

/** Measures of whose label every said word (its joining words aside) is a part. */
function candidates(vocabulary: Vocabulary, forms: readonly string[]): readonly Candidate[] {
  const said = forms.filter((form) => !BESIDE_MEASURE.has(form));
  const [first] = said;
  if (first === undefined) return [];
  const all = waysOf(first).flatMap((form) => vocabulary.measures.get(form) ?? []);
  return [...new Set(all)].flatMap((measure) => {
    if (!said.every((form) => waysOf(form).some((way) => measure.forms.has(way)))) return [];
    const hits = [...measure.forms].filter((form) => said.some((one) => waysOf(one).includes(form))).length;
    const noun = [...measure.forms].at(-1) ?? '';
    const isNamed = said.some((form) => waysOf(form).includes(noun));
    return [{ key: measure.key, hits, share: hits / measure.forms.size, isNamed }];
  });
}

/** 1 where unit and attribute measure the same, 0 where one of them says nothing, null where they clash. */
function unitFit(key: AttributeKey, unit: string | null): number | null {
  if (unit === null || key.unit === null) return 0;
  return sameDimension(unit, key.unit) ? 1 : null;
}
