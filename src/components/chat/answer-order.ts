/** The parts of an answer as they are read: who gave it, its words, then what they are about. */
export function answerOrder<Part extends { readonly type: string }>(parts: readonly Part[]): readonly Part[] {
  const rank = ({ type }: Part) => ['data-person', 'text'].indexOf(type);
  const first = parts.filter((part) => rank(part) >= 0).toSorted((a, b) => rank(a) - rank(b));
  return [...first, ...parts.filter((part) => rank(part) < 0)];
}
