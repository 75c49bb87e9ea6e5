import type { CountsTaken, CountsTold } from '#src/inventory/record-counts.ts';
import type { Tell } from '#src/catalog/import/report.ts';

export const NO_COUNTS: CountsTaken = {
  unknown: [],
  older: [],
  changed: 0,
  heldBack: { skus: 0, pieces: 0 },
  short: [],
};

export const addedCounts = (a: CountsTaken, b: CountsTaken): CountsTaken => ({
  unknown: [...a.unknown, ...b.unknown],
  older: [...a.older, ...b.older],
  changed: a.changed + b.changed,
  heldBack: {
    skus: a.heldBack.skus + b.heldBack.skus,
    pieces: a.heldBack.pieces + b.heldBack.pieces,
  },
  short: [...a.short, ...b.short],
});

const SHOWN = 3;

/** Tells what of the counts was not taken as it stands, and which orders they leave without pieces. */
export function tellCounts(
  { older, heldBack, short }: CountsTaken,
  { source }: CountsTold,
  tell: Tell,
): void {
  const file = { scope: 'file', file: source, field: 'counts' } as const;
  if (older.length)
    tell({
      ...file,
      level: 'warning',
      found: older.slice(0, SHOWN).join(', '),
      reason: `${older.length} counts are older than what is known; what is known is kept.`,
      fix: 'Export the stock anew, or say when it was counted: --counted-at 2026-11-30T14:00.',
    });
  if (heldBack.pieces)
    tell({
      ...file,
      level: 'warning',
      found: `${heldBack.pieces} pieces of ${heldBack.skus} variants`,
      reason:
        'Nobody said whether the counts know what the shop sold, so pieces that may be gone already are not promised.',
      fix: 'Say it in store.yaml: stock: {counts: knows-our-orders} or {counts: does-not-know}.',
    });
  for (const { sku, order, pieces, missing } of short)
    tell({
      ...file,
      level: 'warning',
      scope: 'variant',
      sku,
      found: `order ${order}`,
      reason: `The counts leave too few pieces: order ${order} waits for ${pieces}, and ${missing} of them ${missing === 1 ? 'is' : 'are'} not there.`,
      fix: 'Count again, order more in, or tell the customer.',
    });
}
