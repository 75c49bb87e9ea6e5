import { createReadStream } from 'node:fs';
import { UnreadableFile } from '#src/catalog/import/files/inspect-file.ts';
import { inspectFeed, readRows } from '#src/catalog/import/formats/read-rows.ts';
import { priceIn } from '#src/catalog/import/values/price-text.ts';
import { isCurrency, NO_CURRENCY } from '#src/money/money.ts';

const ROWS_LOOKED_AT = 200;

/** The currency that most prices at the beginning of an export name; null where they name none. */
export async function currencyInFile(name: string): Promise<string | null> {
  const input = { name, open: () => createReadStream(name) };
  const counts = new Map<string, number>();
  let rows = 0;
  try {
    const inspection = await inspectFeed(input, undefined, null);
    for await (const { price } of readRows({ input, inspection }, { columns: new Map() }, () => {})) {
      const { currency } = priceIn(price ?? '', { currency: NO_CURRENCY, locale: 'en' });
      if (currency && isCurrency(currency) && currency !== NO_CURRENCY)
        counts.set(currency, (counts.get(currency) ?? 0) + 1);
      rows += 1;
      if (rows === ROWS_LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error; // the import tells what is wrong with it
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
