import { z } from 'zod';
import { setStock, variantsCounted, type FoundCount } from '#src/catalog/import/write/set-stock.ts';
import { setPrices, type SetPrice } from '#src/catalog/set-prices.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { parseMoney } from '#src/money/money.ts';
import { amountSchema } from './order-record.ts';

const MOST_VARIANTS = 1_000;
const MOST_PIECES = 1_000_000;

export const setVariantsSchema = z
  .strictObject({
    variants: z
      .array(
        z.strictObject({
          sku: z
            .string()
            .min(1)
            .max(500)
            .describe("The variant's SKU, or the merchant's own where one variant has it."),
          stock: z.int().min(0).max(MOST_PIECES).optional().describe('How many there are in the house.'),
          price: amountSchema.optional().describe("What it costs from now on, in the shop's currency."),
          compareAt: amountSchema
            .nullable()
            .optional()
            .describe(
              'What it cost before, where it is reduced; goes with a price. Left out or null: it is not reduced.',
            ),
        }),
      )
      .min(1)
      .max(MOST_VARIANTS),
  })
  .meta({ id: 'SetVariants' });

export const variantsSetSchema = z
  .object({
    stockSet: z.int().describe('Variants whose count was taken.'),
    pricesChanged: z.int().describe('Variants that cost something else now.'),
    refused: z
      .array(z.object({ sku: z.string(), field: z.string(), reason: z.string() }))
      .describe('What was not taken, and why; all else was.'),
  })
  .meta({ id: 'VariantsSet' });

type Given = z.infer<typeof setVariantsSchema>['variants'][number];

/** Sets counts and prices of variants, of all that can be in one transaction; tells which could not be, and why. */
export async function setVariants(
  db: Database,
  given: readonly Given[],
  { currency, sellFree }: { readonly currency: string; readonly sellFree: boolean },
  now: Date,
): Promise<z.infer<typeof variantsSetSchema>> {
  const refused: { sku: string; field: string; reason: string }[] = [];
  const counts: FoundCount[] = [];
  const prices: SetPrice[] = [];
  const done = new Set<number>();
  const { found, missing } = await variantsCounted(
    db,
    given.map(({ sku }, line) => ({ line, handle: '', sku, values: [], pieces: line })),
    undefined,
  );
  for (const { sku } of missing)
    refused.push({ sku, field: 'sku', reason: 'No variant on sale has it, or several have.' });
  for (const { variantId, productId, pieces: at } of found) {
    const one = given[at];
    if (!one) continue;
    if (done.has(variantId)) {
      refused.push({ sku: one.sku, field: 'sku', reason: 'The call names it twice; the first was taken.' });
      continue;
    }
    done.add(variantId);
    if (one.stock !== undefined) counts.push({ variantId, productId, pieces: one.stock });
    const price = priceOf(one, currency, sellFree);
    if (typeof price === 'string') refused.push({ sku: one.sku, field: 'price', reason: price });
    else if (price) prices.push({ variantId, ...price });
  }
  const pricesChanged = await inTransaction(db, async (trx) => {
    const changed = await setPrices(trx, prices, now);
    await setStock(trx, counts, now);
    return changed;
  });
  return { stockSet: counts.length, pricesChanged, refused };
}

/** What is asked for in minor units; null where nothing is said of it, a sentence where it cannot be. */
function priceOf(
  { price, compareAt }: Given,
  currency: string,
  sellFree: boolean,
): Omit<SetPrice, 'variantId'> | null | string {
  if (price === undefined) return compareAt == null ? null : 'A price before goes with a price.';
  const [now, before] = [price, compareAt ?? null].map((text) =>
    text === null ? null : (parseMoney(text, currency)?.minor ?? Number.NaN),
  );
  if (now == null || Number.isNaN(now) || Number.isNaN(before))
    return `It has more decimals than ${currency} knows.`;
  if (now === 0 && !sellFree) return 'The price is 0, so it would be given away.';
  return { price: now, compareAt: before && before > now ? before : null };
}
