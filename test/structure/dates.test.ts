import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const HOMES: ReadonlySet<string> = new Set([
  'src/editorial/date-text.ts', // dates for people
  'src/editorial/time-zone.ts', // days and hours to reckon with
  'src/numbers/number-text.ts',
  'src/money/money.ts',
]);
/** Whether a text is a day of the calendar at all; nothing is told from it. */
const CHECKS: ReadonlySet<string> = new Set(['src/orders/import/read-values.ts']);

const sources = ['src', 'agents'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|astro)$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);

const filesWith = (pattern: RegExp): readonly string[] =>
  sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));

it('formats dates and times in one place, on the clock of the shop', () => {
  const bad = filesWith(
    /Intl\.DateTimeFormat|toLocale(Date|Time)?String\(|(toISOString|toJSON)\(\)\.slice\(0, 10\)/,
  ).filter((file) => !HOMES.has(file) && !CHECKS.has(file));
  expect(bad).toEqual([]);
});

it('takes the language from the shop: no parameter falls back to a locale', () => {
  expect(filesWith(/locale\s*(:\s*string\s*)?=\s*'[a-z]{2}(-[A-Z]{2})?'/)).toEqual([]);
});
