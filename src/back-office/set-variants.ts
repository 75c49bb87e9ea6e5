import { z } from 'zod';
import { setPrices, type SetPrice } from '#src/catalog/set-prices.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { COUNT_KINDS, takeCounts, type Count, type CountKind } from '#src/inventory/record-counts.ts';
import { parseMoney } from '#src/money/money.ts';
import { amountSchema } from './order-record.ts';

const MOST_VARIANTS = 1_000;
const MOST_PIECES = 1_000_000;

const moment = z.iso.datetime({ offset: true });

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
          stock: z
            .int()
            .min(-MOST_PIECES)
            .max(MOST_PIECES)
            .optional()
            .describe(
              'How many there are in the house; with counts of the kind delta, how many came or went.',
            ),
          countedAt: moment.optional().describe('When this one was counted, where it is another moment.'),
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
    counts: z
      .enum(COUNT_KINDS)
      .optional()
      .describe(
        'What the counts know of orders placed here. Where neither this nor store.yaml says it, nothing is promised that may not be there.',
      ),
    countedAt: moment
      .optional()
      .describe('When the counts were taken; now where it is not said. What was sold since is taken off.'),
  })
  .meta({ id: 'SetVariants' });

export const variantsSetSchema = z
  .object({
    stockSet: z.int().describe('Variants whose count was taken.'),
    older: z.array(z.string()).describe('SKUs of which a later count is known: what this one says is left.'),
    short: z
      .array(z.object({ order: z.string(), sku: z.string(), missing: z.int() }))
      .describe('Orders that cannot be filled with what there is now.'),
    pricesChanged: z.int().describe('Variants that cost something else now.'),
    refused: z
      .array(z.object({ sku: z.string(), field: z.string(), reason: z.string() }))
      .describe('What was not taken, and why; all else was.'),
  })
  .meta({ id: 'VariantsSet' });

type Asked = z.infer<typeof setVariantsSchema>;
type Given = z.infer<typeof setVariantsSchema>['variants'][number];

interface Rules {
  readonly currency: string;
  readonly sellFree: boolean;
  /** What such counts know of the shop's orders, as store.yaml says; null where it says nothing. */
  readonly knows: CountKind | null;
  /** Who counts, as people call it. */
  readonly source: string;
}

/** Sets counts and prices of variants, of all that can be in one transaction; tells which could not be, and why. */
export async function setVariants(
  db: Database,
  { variants: given, counts: kind, countedAt }: Asked,
  { currency, sellFree, knows, source }: Rules,
  now: Date,
): Promise<z.infer<typeof variantsSetSchema>> {
  const counted = kind ?? knows;
  const refused: { sku: string; field: string; reason: string }[] = [];
  const counts: Count[] = [];
  const prices: SetPrice[] = [];
  const done = new Set<number>();
  const variantOf = await variantsNamed(
    db,
    given.map(({ sku }) => sku),
  );
  for (const one of given) {
    const variant = variantOf(one.sku);
    if (!variant) {
      refused.push({ sku: one.sku, field: 'sku', reason: 'No variant on sale has it, or several have.' });
      continue;
    }
    if (done.has(variant.id)) {
      refused.push({ sku: one.sku, field: 'sku', reason: 'The call names it twice; the first was taken.' });
      continue;
    }
    done.add(variant.id);
    if (one.stock !== undefined && one.stock < 0 && counted !== 'delta')
      refused.push({
        sku: one.sku,
        field: 'stock',
        reason: `A count is 0 or more, not ${one.stock}. Where ${-one.stock} went, send them as counts of the kind delta.`,
      });
    else if (one.stock !== undefined) {
      const takenAt = one.countedAt === undefined ? undefined : new Date(one.countedAt);
      counts.push({ sku: variant.sku, pieces: one.stock, tracked: true, takenAt });
    }
    const price = priceOf(one, currency, sellFree);
    if (typeof price === 'string') refused.push({ sku: one.sku, field: 'price', reason: price });
    else if (price) prices.push({ variantId: variant.id, ...price });
  }
  const takenAt = countedAt === undefined ? now : new Date(countedAt);
  return inTransaction(db, async (trx) => {
    const pricesChanged = await setPrices(trx, prices, now);
    const taken = counts.length
      ? await takeCounts(trx, counts, { takenAt, knows: counted, source }, now)
      : { older: [], short: [] };
    return {
      stockSet: counts.length - taken.older.length,
      older: [...taken.older],
      short: taken.short.map(({ order, sku, missing }) => ({ order, sku, missing })),
      pricesChanged,
      refused,
    };
  });
}

/** Which variant a SKU means: its own, else the merchant's where exactly one has it. */
async function variantsNamed(db: Database, skus: readonly string[]) {
  const { rows } = await rowsOf({
    id: tables.variant.id,
    sku: tables.variant.sku,
    merchant: tables.variant.merchant_sku,
  })`
    select v.id, v.sku, v.merchant_sku as merchant
    from variant v join product p on p.id = v.product_id and p.status <> 'archived'
    where v.sku = any(${[...skus]}::text[]) or v.merchant_sku = any(${[...skus]}::text[])`.execute(db);
  const own = new Map(rows.map((row) => [row.sku, row]));
  const merchants = Map.groupBy(rows, ({ merchant }) => merchant);
  return (sku: string) => {
    const several = merchants.get(sku) ?? [];
    return own.get(sku) ?? (several.length === 1 ? several[0] : undefined);
  };
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
