import type { Effect } from './apply-candidate.ts';
import type { Candidate } from './candidate.ts';
import type { OfferLine } from './offer-outcome.ts';
import { linesOfRule, type ReturnRule, type RuleLine } from './return-rule.ts';

/** What must stay together for what a candidate took off; null where its author keeps it whatever comes back. */
export function ruleOfSet(
  { onReturn, reward, bought, sets }: Candidate,
  { given, shares }: Effect,
  lines: readonly OfferLine[],
): ReturnRule | null {
  if (onReturn === 'keep') return null;
  const { nthItem, buyGet } = reward;
  const rule: ReturnRule | null = sets
    ? {
        kind: 'set',
        times: sets.times,
        parts: sets.parts.map(({ needed, taken }) => ({
          needed,
          lines: [...taken].flatMap(([at, reduced]) => lineOf(at, lines[at]?.quantity ?? 0, reduced)),
        })),
      }
    : nthItem || buyGet
      ? {
          kind: 'given',
          buy: nthItem ? nthItem.every - 1 : (buyGet?.buy ?? 1),
          get: nthItem ? 1 : (buyGet?.get ?? 1),
          ofOthers: Boolean(buyGet?.products),
          lines: lines.flatMap((line, at) => {
            const reduced = given.get(at) ?? 0;
            return lineOf(at, bought.includes(at) ? line.quantity : reduced, reduced);
          }),
        }
      : null;
  return rule && linesOfRule(rule).some(({ off }) => off > 0) ? rule : null;

  function lineOf(at: number, pieces: number, reduced: number): RuleLine[] {
    const line = lines[at];
    return line && pieces > 0 ? [{ sku: line.sku, pieces, reduced, off: shares[at] ?? 0 }] : [];
  }
}
