import { MOST_LOST } from './import-options.ts';
import type { Outcome } from './report.ts';

export interface Closing {
  readonly outcome: Outcome;
  /** One line in words. */
  readonly closing: string;
  readonly exitCode: 0 | 2 | 3;
}

/** How a run ended, of `taken` and `lost` things: rows, variants, orders or reviews. */
export function closingOf({
  refused,
  taken,
  lost,
  things,
  mostLost = MOST_LOST,
  dryRun,
}: {
  /** Whether a file could not be read or was not to be taken. */
  readonly refused: boolean;
  readonly taken: number;
  readonly lost: number;
  readonly things: string;
  readonly mostLost?: number | undefined;
  readonly dryRun: boolean;
}): Closing {
  const would = dryRun ? 'would be ' : '';
  if (taken === 0) {
    const why = refused
      ? 'a file could not be taken'
      : lost
        ? `all ${lost} were refused`
        : 'nothing was found';
    return { outcome: 'refused', closing: `Nothing ${would}taken: ${why}. See above.`, exitCode: 2 };
  }
  const share = (lost / (taken + lost)) * 100;
  const count = `${taken} ${things} ${would}taken`;
  if (refused || share > mostLost) {
    const loss = lost ? `${lost} lost (${share.toFixed(1)} %)` : 'none of them lost';
    const file = refused ? ', and a file could not be taken' : '';
    return { outcome: 'taken-with-losses', closing: `${count}, ${loss}${file}. See above.`, exitCode: 3 };
  }
  return { outcome: 'taken', closing: `${count}, ${lost} lost.`, exitCode: 0 };
}
