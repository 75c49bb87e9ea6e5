import type { Example, Intent } from './intent-examples.ts';
import { sortWords, tellingWords, vectorOf, type Features, type Labelled } from './text-features.ts';

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
