/** The lines whose title shares a word of three letters and more with what somebody wrote, one or many of it. */
export function linesNamed<Line extends { readonly title: string }>(
  lines: readonly Line[],
  words: string,
): readonly Line[] {
  const said = wordsOf(words);
  return lines.filter(({ title }) => [...wordsOf(title)].some((word) => said.has(word)));
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.replace(/s$/, '')));
