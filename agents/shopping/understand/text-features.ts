const LEAST_EXAMPLES = 1;
const MOST_INTENTS = 6;

export interface Labelled<Label extends string> {
  readonly label: Label;
  readonly say: string;
}

/** The words of a turn that are neither of the shop's own things nor used by turns of every kind. */
export const tellingWords = (text: string, { shop, intentsOf }: Words<string>): readonly string[] => [
  ...new Set(
    intentTokens(text).filter(
      (word) => word !== '#' && !shop.has(word) && (intentsOf.get(word)?.size ?? 0) <= MOST_INTENTS,
    ),
  ),
];

export type Features = readonly (readonly [at: number, value: number])[];

export function vectorOf(
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

export interface Words<Label extends string> {
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
export function sortWords<Label extends string>(
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
