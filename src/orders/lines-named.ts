/** The lines whose title shares a word of three letters and more with what somebody wrote, one or many of it. */
export function linesNamed<Line extends { readonly title: string }>(
  lines: readonly Line[],
  words: string,
): readonly Line[] {
  const said = comparedWords(words);
  return lines.filter(({ title }) => [...comparedWords(title)].some((word) => said.has(word)));
}

const comparedWords = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.replace(/s$/, '')));
