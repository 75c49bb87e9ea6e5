import { CARRIER_WORDS } from '#src/language/english/function-words.ts';
import type { Word } from './words.ts';

/**
 * The text that no filter was parsed from, its words as they were written, without what only carries the question; all
 * of them if nothing else is left.
 */
export function unparsedText(words: readonly Word[]): string {
  const left = words.filter((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  // "Do you carry socks" asks for socks; "carry water" asks for something that carries.
  const isCarrier = (one: Word) =>
    CARRIER_WORDS.has(one.lower.replace(/['’]/g, '')) ||
    (one.lower === 'carry' && ['you', 'we'].includes(words[words.indexOf(one) - 1]?.lower ?? ''));
  const telling = left.filter((one) => !isCarrier(one));
  const isPartlyParsed = words.some((one) => one.used);
  return (telling.length || isPartlyParsed ? telling : left).map((one) => one.raw).join(' ');
}
