/** One figure of one round, such as the CPU milliseconds of a cached product page. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly value: number;
  /** The floor's figure of the same unit in the same round; null where there is nothing to compare with. */
  readonly floor: number | null;
}

export type Unit = 'CPU ms' | 'a second' | 'p50 ms' | 'p99 ms' | 'p95 ms' | 'statements' | 's' | 'MB';

/** What a figure has to keep. */
interface Bar {
  readonly what: RegExp;
  readonly unit: Unit;
  /** `most` and `least` are the figure's own; the others are counted from the floor of the same round. */
  readonly most?: number;
  readonly least?: number;
  readonly leastTimesFloor?: number;
  readonly mostAboveFloor?: number;
}

const bars: readonly Bar[] = [
  { what: /, cached$/, unit: 'CPU ms', most: 1.3 },
  { what: /, cached$/, unit: 'a second', leastTimesFloor: 0.6 },
  { what: /, not modified$/, unit: 'CPU ms', most: 0.8 },
  { what: /, not modified$/, unit: 'a second', leastTimesFloor: 0.6 },
  { what: /, first asked$/, unit: 'CPU ms', most: 5 },
  { what: /, first asked, large$/, unit: 'CPU ms', most: 6 },
  { what: /^search page$/, unit: 'CPU ms', most: 6 },
  { what: /^search page, large$/, unit: 'CPU ms', most: 9 },
  { what: /^cart add$/, unit: 'CPU ms', most: 3 },
  { what: /^order, distinct/, unit: 'a second', least: 100 },
  { what: /^order, one hot/, unit: 'a second', least: 80 },
  { what: /^turn$/, unit: 'CPU ms', most: 22 },
  { what: /^turn, large$/, unit: 'CPU ms', most: 28 },
  { what: /^first event/, unit: 'p95 ms', most: 100 },
  { what: /^first card/, unit: 'p95 ms', most: 600 },
  { what: /^start, Postgres$/, unit: 's', most: 1.8 },
  { what: /^start, embedded again$/, unit: 's', mostAboveFloor: 1 },
  { what: /^start, embedded first$/, unit: 's', most: 10 },
  { what: /^memory, Postgres$/, unit: 'MB', most: 350 },
  { what: /^memory, embedded$/, unit: 'MB', mostAboveFloor: 250 },
  { what: /^production install$/, unit: 'MB', most: 300 },
];

/** The figures of all rounds as one row each: the middle one, the least, the most, the floor and the bar. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly rounds: number;
  readonly middle: number;
  readonly least: number;
  readonly most: number;
  readonly floor: number | null;
  readonly bar: string;
  /** null: no bar. */
  readonly met: boolean | null;
}

export function rowsOfFigures(figures: readonly Figure[]): readonly Row[] {
  return [...Map.groupBy(figures, ({ what, unit }) => `${what}|${unit}`).values()].map((rounds) => {
    const [first] = rounds as [Figure, ...Figure[]];
    const values = rounds.map(({ value }) => value).toSorted((a, b) => a - b);
    const floors = rounds.flatMap(({ floor }) => floor ?? []);
    const middle = middleOf(values);
    const floor = floors.length ? middleOf(floors) : null;
    const bar = bars.find(({ what, unit }) => unit === first.unit && what.test(first.what));
    return {
      what: first.what,
      unit: first.unit,
      rounds: values.length,
      middle,
      least: values[0] ?? middle,
      most: values.at(-1) ?? middle,
      floor,
      ...judged(bar, middle, floor),
    };
  });
}

function judged(bar: Bar | undefined, value: number, floor: number | null): Pick<Row, 'bar' | 'met'> {
  if (bar?.most !== undefined) return { bar: `≤ ${bar.most}`, met: value <= bar.most };
  if (bar?.least !== undefined) return { bar: `≥ ${bar.least}`, met: value >= bar.least };
  if (bar?.leastTimesFloor !== undefined && floor !== null)
    return { bar: `≥ ${bar.leastTimesFloor} × floor`, met: value >= bar.leastTimesFloor * floor };
  if (bar?.mostAboveFloor !== undefined && floor !== null)
    return { bar: `≤ floor + ${bar.mostAboveFloor}`, met: value <= floor + bar.mostAboveFloor };
  return { bar: '', met: null };
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** The rows as a table for people. */
export function printRows(rows: readonly Row[]): void {
  const short = (value: number | null) =>
    value === null ? '' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  const cells = rows.map((row) => [
    row.what,
    row.unit,
    row.rounds > 1 ? `${short(row.middle)} (${short(row.least)} to ${short(row.most)})` : short(row.middle),
    short(row.floor),
    row.floor ? `${short(row.middle / row.floor)} ×` : '',
    row.bar,
    row.met === null ? '' : row.met ? 'met' : 'NOT MET',
  ]);
  const all = [['what', 'unit', 'shop', 'floor', 'ratio', 'bar', ''], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of all)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
