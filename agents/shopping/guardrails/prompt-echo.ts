const RUN = 6; // words in a row that prose does not share with the prompt by chance
const BEGUN = 3; // of them at the end of a sentence may be the beginning of such a run

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

const runsOf = (words: readonly string[]): readonly string[] =>
  words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));

/** What a model is told and a shopper is not: texts whose words it may not repeat, and names that are no words. */
export interface Secret {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

export interface Echo {
  /** Whether the sentence holds a name, or a part of a run of words of the secret texts, also of a run over its neighbours. */
  repeats(sentence: string, before: string, after: string): boolean;
  /** Whether it may be the beginning of such a run: its neighbour tells. */
  mayGoOn(sentence: string): boolean;
}

/** Tells an echo of the secret texts. What stands in `open`, such as the tools' answers, may be repeated. */
export function echoOf({ texts, names }: Secret, open: string): Echo {
  const runs = new Set(texts.flatMap((text) => runsOf(wordsOf(text))));
  const whole = texts.map((text) => ` ${wordsOf(text).join(' ')} `);
  const allowed = ` ${wordsOf(open).join(' ')} `;
  return {
    repeats(sentence, before, after) {
      if (names.some((name) => sentence.includes(name))) return true;
      const own = wordsOf(sentence);
      const near = [...wordsOf(before).slice(1 - RUN), ...own, ...wordsOf(after).slice(0, RUN - 1)];
      return own.length > 0 && runsOf(near).some((run) => runs.has(run) && !allowed.includes(` ${run} `));
    },
    mayGoOn(sentence) {
      const end = ` ${wordsOf(sentence).slice(-BEGUN).join(' ')} `;
      return whole.some((text) => text.includes(end));
    },
  };
}
