import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { unpackedBytes } from '#src/catalog/import/files/inspect-file.ts';
import { dayOf, type Purchase } from '#src/replenishment/purchase-days.ts';

/** One customer and item on the morning of a day, and whether it was bought again within a fortnight. */
export interface DueCase {
  readonly day: number;
  readonly customer: string;
  readonly item: string;
  readonly due: 0 | 1;
}

type Row = Readonly<Record<string, string | undefined>>;

async function* rowsOf(file: string, needed: readonly string[]): AsyncGenerator<readonly [Row, number]> {
  const rows = Readable.from(unpackedBytes({ name: file, open: () => createReadStream(file) })).pipe(
    parse({ columns: true, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true }),
  );
  let line = 1;
  for await (const row of rows as AsyncIterable<Row>) {
    line++;
    if (line === 2) {
      const missing = needed.filter((name) => !(name in row));
      if (missing.length) throw new RangeError(`${file} lacks the column ${missing.join(', ')}.`);
    }
    yield [row, line];
  }
}

/** The lines that name a customer, an item, a day and a positive quantity; the others are counted. */
export async function readPurchases(file: string): Promise<{ purchases: Purchase[]; skipped: number }> {
  const purchases: Purchase[] = [];
  let skipped = 0;
  const texts = new Map<string, string>();
  const kept = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  for await (const [row] of rowsOf(file, ['customer_id', 'ts', 'sku'])) {
    const day = dayFrom(row['ts']);
    const quantity = row['qty'] === undefined || row['qty'] === '' ? 1 : Number(row['qty']);
    if (!row['customer_id'] || !row['sku'] || day === null || !(quantity > 0) || quantity > 1e9) skipped++;
    else purchases.push({ customer: kept(row['customer_id']), item: kept(row['sku']), day, quantity });
  }
  return { purchases, skipped };
}

/** Throws a RangeError that names the line of a case that cannot be read. */
export async function readDueCases(file: string): Promise<readonly DueCase[]> {
  const cases: DueCase[] = [];
  for await (const [row, line] of rowsOf(file, ['cutoff', 'customer_id', 'sku', 'due14'])) {
    const day = dayFrom(row['cutoff']);
    const due = row['due14'];
    if (day === null || !row['customer_id'] || !row['sku'] || (due !== '0' && due !== '1'))
      throw new RangeError(`${file}:${line} needs cutoff (a date), customer_id, sku and due14 (0 or 1).`);
    cases.push({ day, customer: row['customer_id'], item: row['sku'], due: due === '1' ? 1 : 0 });
  }
  if (!cases.length) throw new RangeError(`${file} holds no case.`);
  return cases;
}

function dayFrom(text: string | undefined): number | null {
  const at = new Date(`${(text ?? '').trim().slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? null : dayOf(at);
}
