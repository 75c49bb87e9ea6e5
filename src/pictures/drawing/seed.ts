/** A whole number below 2³² that is the same for the same text everywhere (FNV-1a, 32 bits). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  hash ^= hash >>> 15; // FNV's low bits vary little between texts that end alike
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** One of `choices` by the digits of a seed; `turn` takes another digit for each question asked of one seed. */
export const chosen = <Choice>(choices: readonly [Choice, ...Choice[]], seed: number, turn: number): Choice =>
  choices[Math.floor(seed / 11 ** turn) % choices.length] ?? choices[0];
