const RUN = 6; // words in a row that prose does not share with the prompt by chance

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

const runsOf = (words: readonly string[]): readonly string[] =>
  words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));

/** What a model is told and a shopper is not: texts whose words it may not repeat, and names that are no words. */
export interface Secret {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/**
 * The sentences that hold no name and no part of a run of words of the secret texts, also of a run over several
 * sentences. What stands in `open`, such as the tools' answers, may be repeated.
 */
export function withoutEcho(
  sentences: readonly string[],
  { texts, names }: Secret,
  open: string,
): readonly string[] {
  const secret = new Set(texts.flatMap((text) => runsOf(wordsOf(text))));
  const said = sentences.flatMap((sentence, at) => wordsOf(sentence).map((word) => ({ word, at })));
  const runs = runsOf(said.map(({ word }) => word));
  const allowed = ` ${wordsOf(open).join(' ')} `;
  const echoes = new Set<number | undefined>();
  runs.forEach((run, at) => {
    if (secret.has(run) && !allowed.includes(` ${run} `))
      for (const word of said.slice(at, at + RUN)) echoes.add(word.at);
  });
  return sentences.filter(
    (sentence, at) => !echoes.has(at) && !names.some((name) => sentence.includes(name)),
  );
}
