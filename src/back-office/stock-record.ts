import { z } from 'zod';
import { freePiecesSql } from '#src/inventory/stock-sql.ts';
import { boolean, integer, nullable, text, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { decimalMoney, money } from '#src/money/money.ts';
import { storyOf } from '#src/inventory/stock-story.ts';
import { entryWords } from '#src/inventory/story-words.ts';
import { amountSchema } from './order-record.ts';
import { sql, type RawBuilder } from 'kysely';

const variantSchema = z.object({
  sku: z.string(),
  merchantSku: z.string().nullable().describe("The merchant's own SKU where it is another."),
  title: z.string(),
  price: amountSchema,
  compareAt: amountSchema.nullable().describe('What it cost before it was reduced.'),
  currency: z.string(),
  counted: z.boolean().describe('Whether its stock is counted at all.'),
  onHand: z.int().nullable().describe('Pieces in the house; null where they are not counted.'),
  reserved: z.int().describe('Pieces that orders hold which have not been sent.'),
  free: z.int().nullable().describe('What may still be promised.'),
});

export const variantsSchema = z
  .object({ variants: z.array(variantSchema), next: z.string().nullable() })
  .meta({ id: 'Variants' });

/** How many there are of a variant, and why: the orders that hold some of it, and what came, went and was counted. */
export const stockSchema = variantSchema
  .extend({
    heldBy: z.array(z.object({ order: z.string(), quantity: z.int(), until: z.string().nullable() })),
    story: z
      .array(
        z.object({
          at: z.string().describe('When it was so, as ISO 8601 in UTC.'),
          kind: z.enum(['counted', 'sold', 'released', 'sent', 'returned', 'corrected', 'delivered']),
          pieces: z.int(),
          changed: z
            .int()
            .describe(
              'What it changed of what lies there; of a count, how far it was from what was expected.',
            ),
          onHand: z.int().describe('What lay there after it.'),
          about: z.string().describe('The order, the return, who counted, or who corrected.'),
          words: z.string().describe('The same in a sentence.'),
        }),
      )
      .describe('The last movements, the newest last.'),
  })
  .meta({ id: 'Stock' });

const DAY = 'yyyy-mm-dd'.length;
const MOST_MOVEMENTS = 100;

type VariantRecord = z.infer<typeof variantSchema>;

/** Variants on sale in the order of their SKUs, after a SKU. */
export async function variantsAfter(
  db: Database,
  after: string,
  most: number,
): Promise<z.infer<typeof variantsSchema>> {
  const rows = await variantsWhere(db, sql`v.sku collate "C" > ${after}`, most + 1);
  const read = rows.slice(0, most);
  return { variants: read, next: rows.length > most ? (read.at(-1)?.sku ?? null) : null };
}

/** Null where no variant on sale has that SKU, or, of the merchant's own SKUs, not exactly one. */
export async function stockOf(db: Database, sku: string): Promise<z.infer<typeof stockSchema> | null> {
  const found = await variantsWhere(db, sql`v.sku = ${sku} or v.merchant_sku = ${sku}`, 3);
  const record = found.find((one) => one.sku === sku) ?? (found.length === 1 ? found[0] : undefined);
  if (!record) return null;
  const story = await storyOf(db, record.sku, MOST_MOVEMENTS);
  const { rows } = await rowsOf({ order: text, quantity: integer, until: nullable(timestamp) })`
    select coalesce(o.number, r.holder) as "order", r.quantity, r.expires_at as until
    from stock_reservation r left join customer_order o on o.id = r.holder
    where r.sku = ${record.sku} and r.state = 'held' order by r.updated_at, r.holder limit 1000`.execute(db);
  return {
    ...record,
    story: (story?.entries ?? []).map((entry) => ({
      at: entry.at.toISOString(),
      kind: entry.kind,
      pieces: entry.pieces,
      changed: entry.shelf,
      onHand: entry.lies,
      about: entry.about,
      words: entryWords(entry, (at) => at.toISOString().slice(0, DAY)),
    })),
    heldBy: rows.map(({ until, ...rest }) => ({ ...rest, until: until?.toISOString() ?? null })),
  };
}

async function variantsWhere(
  db: Database,
  condition: RawBuilder<unknown>,
  most: number,
): Promise<readonly VariantRecord[]> {
  const { rows } = await rowsOf({
    sku: text,
    merchant: tables.variant.merchant_sku,
    title: text,
    price: integer,
    compare: nullable(integer),
    currency: text,
    counted: boolean,
    hand: integer,
    reserved: integer,
    free: integer,
  })`
    select v.sku, v.merchant_sku as merchant, concat_ws(', ', p.title, nullif(v.title, '')) as title,
      v.price_minor as price, v.compare_at_minor as compare, v.currency, coalesce(s.tracked, false) as counted,
      coalesce(s.on_hand, 0) as hand, coalesce(s.reserved, 0) as reserved, coalesce(${freePiecesSql}, 0)::int as free
    from variant v join product p on p.id = v.product_id and p.status = 'active'
      left join stock s on s.variant_id = v.id
    where ${condition} order by v.sku collate "C" limit ${most}`.execute(db);
  return rows.map((row) => ({
    sku: row.sku,
    merchantSku: row.merchant,
    title: row.title,
    price: decimalMoney(money(row.price, row.currency)),
    compareAt: row.compare === null ? null : decimalMoney(money(row.compare, row.currency)),
    currency: row.currency,
    counted: row.counted,
    onHand: row.counted ? row.hand : null,
    reserved: row.reserved,
    free: row.counted ? row.free : null,
  }));
}
