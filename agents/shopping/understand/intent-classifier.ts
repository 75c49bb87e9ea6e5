import type { Example, Intent } from './intent-examples.ts';

/** A label with what spoke for it. */
interface ScoredLabel<Label extends string> {
  readonly label: Label;
  /** Probability, 0 to 1; all labels add up to 1. */
  readonly score: number;
  /** The features of the turn that spoke most for it, strongest first. */
  readonly because: readonly string[];
  /**
   * Of the words that carry meaning (those that few labels use, and those nobody taught), the part that turns of this
   * label use, 0 to 1: a score that rests on "and" and "the" has none.
   */
  readonly own: number;
  /** How much those words belong to this label and no other: of all turns with each word, the part of this label, on average. */
  readonly firm: number;
}

/** Scores all labels of a text, best first. */
export type Scorer<Label extends string> = (
  text: string,
) => readonly [ScoredLabel<Label>, ...ScoredLabel<Label>[]];

export interface Labelled<Label extends string> {
  readonly label: Label;
  readonly say: string;
}

export type Scored = Omit<ScoredLabel<Intent>, 'label'> & { readonly intent: Intent };

export type Classifier = (text: string) => readonly [Scored, ...Scored[]];

/** Learns what turns want; the same as `learnLabels` with intents. */
export function trainIntents(
  examples: readonly Example[],
  shopWords: ReadonlySet<string> = new Set(),
): Classifier {
  const score = trainLabels(
    examples.map(({ intent, say }) => ({ label: intent, say })),
    shopWords,
  );
  return (text) =>
    score(text).map(({ label, ...scored }) => ({ intent: label, ...scored })) as [Scored, ...Scored[]];
}

const ROUNDS = 25; // more do not move a left-out example
const STEP = 0.5;
const LEAST_EXAMPLES = 1;
const MOST_INTENTS = 6;
const NO_PULL = 1e-4; // an intent this sure of the turn learns nothing from it
const DECAY = 1e-4; // keeps rare character runs from deciding alone

/**
 * Learns labels from labelled texts: a softmax regression over words, word pairs and runs of four characters, so
 * that a score is a sum of named weights and can be explained. Deterministic: the same examples, the same answers.
 */
export function trainLabels<Label extends string>(
  examples: readonly Labelled<Label>[],
  shopWords: ReadonlySet<string> = new Set(),
): Scorer<Label> {
  const labels = [...new Set(examples.map((example) => example.label))];
  const known = sortWords(examples, shopWords);
  const numbers = new Map<string, number>();
  const rows = examples.map((example) => ({
    label: labels.indexOf(example.label),
    features: vectorOf(example.say, known, (name) => {
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      return numbers.get(name);
    }),
  }));
  const many = labels.length;
  // One row of weights a feature, one column an intent: a turn's features are walked once for all intents.
  const weights = new Float64Array(numbers.size * many);
  const bias = new Float64Array(many);
  const pulls = labels.map((_, label) =>
    // Intents with few examples count as much as those with many, softened by the square root.
    Math.sqrt(rows.length / many / rows.filter((row) => row.label === label).length),
  );
  const stride = strideOf(rows.length);
  for (let round = 0; round < ROUNDS; round++) {
    const step = STEP / (1 + round / 20);
    for (let place = 0; place < rows.length; place++) {
      // A stride that shares no factor with the count visits every turn once, neighbours of one intent far apart.
      const row = rows[(place * stride) % rows.length];
      if (!row) continue;
      const { label: right, features } = row;
      const off = softmax(scoresOf(weights, bias, features));
      for (let label = 0; label < many; label++) {
        const wanted = (label === right ? 1 : 0) - (off[label] ?? 0);
        off[label] = Math.abs(wanted) < NO_PULL ? 0 : step * (pulls[right] ?? 1) * wanted;
        bias[label] = (bias[label] ?? 0) + (off[label] ?? 0);
      }
      for (const [at, value] of features)
        for (let label = 0; label < many; label++) {
          const pull = off[label] ?? 0;
          if (pull === 0) continue;
          const here = at * many + label;
          weights[here] = (weights[here] ?? 0) * (1 - step * DECAY) + pull * value;
        }
    }
  }
  const names = [...numbers.keys()];
  return (text) => {
    const features = vectorOf(text, known, (name) => numbers.get(name));
    const chances = softmax(scoresOf(weights, bias, features));
    const telling = tellingWords(text, known);
    return labels
      .map((name, label): ScoredLabel<Label> => ({
        label: name,
        score: chances[label] ?? 0,
        because: features
          .map(([at, value]) => ({ name: names[at] ?? '', pull: (weights[at * many + label] ?? 0) * value }))
          .filter((one) => one.pull > 0)
          .sort((a, b) => b.pull - a.pull)
          .slice(0, 5)
          .map((one) => one.name),
        own: meanOf(telling, (word) => (known.intentsOf.get(word)?.has(name) ? 1 : 0)),
        firm: meanOf(telling, (word) => shareOf(known.intentsOf.get(word), name)),
      }))
      .sort((a, b) => b.score - a.score) as [ScoredLabel<Label>, ...ScoredLabel<Label>[]];
  };
}

/** The words of a turn that are neither of the shop's own things nor used by turns of every kind. */
const tellingWords = (text: string, { shop, intentsOf }: Words<string>): readonly string[] => [
  ...new Set(
    intentTokens(text).filter(
      (word) => word !== '#' && !shop.has(word) && (intentsOf.get(word)?.size ?? 0) <= MOST_INTENTS,
    ),
  ),
];

const meanOf = (words: readonly string[], worth: (word: string) => number): number =>
  words.length ? words.reduce((sum, word) => sum + worth(word), 0) / words.length : 0;

function shareOf(turns: ReadonlyMap<string, number> | undefined, label: string): number {
  const all = turns?.values().reduce((sum, count) => sum + count, 0) ?? 0;
  return all === 0 ? 0 : (turns?.get(label) ?? 0) / all;
}

/** About the golden section of the count, and prime to it. */
function strideOf(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.618));
  while (divisor(stride, count) > 1) stride++;
  return stride;
}

type Features = readonly (readonly [at: number, value: number])[];

function vectorOf(
  text: string,
  known: Words<string>,
  numberOf: (name: string) => number | undefined,
): Features {
  const found = [...featuresOf(text, known)].flatMap(([name, weight]) => {
    const at = numberOf(name);
    return at === undefined ? [] : [[at, weight] as const];
  });
  const length = Math.hypot(...found.map(([, weight]) => weight)) || 1;
  return found.map(([at, weight]) => [at, (3 * weight) / length] as const);
}

/**
 * The signs of a turn: its words, pairs and triples of neighbours, runs of four characters, how long it is. A word
 * of the shop's stands as `@`, so that "do you have gaiters" looks like "do you have gels"; a word that few turns
 * hold stands as `*` beside itself.
 */
function featuresOf(text: string, words: Words<string>): ReadonlyMap<string, number> {
  const said = intentTokens(text);
  const features = new Map<string, number>();
  const marked = [
    '^',
    ...said.map((word) => (words.shop.has(word) ? '@' : words.known.has(word) ? word : '*')),
    '$',
  ].filter((word, at, all) => (word !== '*' && word !== '@') || all[at - 1] !== word);
  marked.forEach((word, at) => {
    const next = marked[at + 1];
    const third = marked[at + 2];
    if (word !== '^' && word !== '$') features.set(word, word === '*' ? 0.2 : 1.2);
    if (next) features.set(`${word} ${next}`, word === '*' || next === '*' ? 0.3 : 0.7);
    if (next && third) features.set(`${word} ${next} ${third}`, 0.3);
  });
  for (const word of said) {
    if (words.shop.has(word)) continue;
    for (let from = 0; word.length > 4 && from + 4 <= word.length; from++)
      features.set(`~${word.slice(from, from + 4)}`, 0.6);
  }
  features.set(`length ${Math.min(6, Math.ceil(said.length / 2))}`, 0.4);
  return features;
}

interface Words<Label extends string> {
  readonly shop: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  /** By word, how many turns of each intent use it. */
  readonly intentsOf: ReadonlyMap<string, ReadonlyMap<Label, number>>;
}

/** Lower-case words, numbers as `#`, and the question mark, in order. */
export const intentTokens = (text: string): readonly string[] =>
  text
    .slice(0, 400)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[’']/g, '')
    .replace(/\d+(?:[.,]\d+)?/g, '#')
    .match(/[\p{L}]+|#/gu) ?? [];

/**
 * Words of which at least two labelled turns hold one are signs of what a turn wants; the others are what it is about.
 * Words that carry turns of many intents ("one", "good") are never the shop's.
 */
function sortWords<Label extends string>(
  examples: readonly Labelled<Label>[],
  shopWords: ReadonlySet<string>,
): Words<Label> {
  const intentsOf = new Map<string, Map<Label, number>>();
  const counts = new Map<string, number>();
  for (const example of examples)
    for (const word of new Set(intentTokens(example.say))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const turns = intentsOf.get(word) ?? new Map<Label, number>();
      intentsOf.set(word, turns.set(example.label, (turns.get(example.label) ?? 0) + 1));
    }
  const shop = new Set(
    [...shopWords].filter(
      (word) => (intentsOf.get(word)?.size ?? 0) <= MOST_INTENTS || (counts.get(word) ?? 0) < 8,
    ),
  );
  return {
    shop,
    intentsOf,
    known: new Set([...counts].filter(([, count]) => count >= LEAST_EXAMPLES).map(([word]) => word)),
  };
}

function scoresOf(weights: Float64Array, bias: Float64Array, features: Features): Float64Array {
  const scores = Float64Array.from(bias);
  for (const [at, value] of features)
    for (let label = 0; label < scores.length; label++)
      scores[label] = (scores[label] ?? 0) + (weights[at * scores.length + label] ?? 0) * value;
  return scores;
}

/** Turns scores into shares of one, in place. */
function softmax(scores: Float64Array): Float64Array {
  const most = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - most);
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}
