const HALF = 0.5;
const OPENS = /^["“'(]?[\p{Lu}\p{N}]/u;
const CLAUSES = [',', ';', ' and', ' but', ' while', ' so', ' which'];

/**
 * What of a passage can be said as sentences: without a beginning or an end that was cut off, and where only the end was,
 * up to its last clause. Empty where nothing whole is left.
 */
export function quotedReason(passage: string): string {
  const text = passage.split(/\s+/).filter(Boolean).join(' ');
  const isCut = text.endsWith('…');
  const sentences = text.split(/(?<=[.!?]) /);
  const whole = OPENS.test(text) ? sentences : sentences.slice(1);
  const last = whole.at(-1);
  if (last === undefined) return '';
  if (!isCut) return `${trimmed(whole.join(' '))}.`;
  if (whole.length > 1) return whole.slice(0, -1).join(' ');
  const clause = last.slice(0, Math.max(...CLAUSES.map((joint) => last.lastIndexOf(`${joint} `))));
  return clause.length > last.length * HALF ? `${trimmed(clause)}.` : '';
}

function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && ' .,;'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
