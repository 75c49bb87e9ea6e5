import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import type { Tell } from '#src/catalog/import/report.ts';

/** When a row was counted; undefined where it does not say, or says what is no moment, which is told. */
export function momentIn(
  text: string,
  { readMoment = plainMoment }: Pick<ImportOptions, 'readMoment'>,
  tell: Tell,
): Date | undefined {
  if (!text.trim()) return undefined;
  const at = readMoment(text);
  if (at) return at;
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'counted at',
    found: text,
    reason: 'It is no date; the count is taken as old as the file.',
    fix: 'Write it as 2026-11-30T14:00.',
  });
  return undefined;
}

function plainMoment(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
