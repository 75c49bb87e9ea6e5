import { createHash } from 'node:crypto';
import { integer, nullable, text, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';

/** Rows of one feed file: OpenAI takes 500,000 rows or about 500 MB, and a row of ours may be some kilobytes. */
const ROWS_PER_FILE = 100_000;

/** The products of one file of a feed, by their ids. */
export interface Shard {
  /** 1 for the first. */
  readonly number: number;
  readonly afterId: number;
  readonly lastId: number;
  readonly products: number;
  readonly variants: number;
}

/** The files a feed is cut into: whole products, each file up to `rows` variants (more only where one product has more). */
export async function feedShards(db: Database, rows = ROWS_PER_FILE): Promise<readonly Shard[]> {
  const found = await rowsOf({ lastId: integer, products: integer, variants: integer })`
    with sized as (
      select p.id, count(*)::int as variants, (sum(count(*)) over (order by p.id) - 1) / ${rows}::int as place
      from product p join variant v on v.product_id = p.id where p.status = 'active' group by p.id)
    select max(id) as "lastId", count(*)::int as products, sum(variants)::int as variants
    from sized group by floor(place) order by floor(place)`.execute(db);
  const shards = found.rows.map((row, index, all) => ({
    ...row,
    number: index + 1,
    afterId: all[index - 1]?.lastId ?? 0,
  }));
  return shards.length > 0 ? shards : [{ number: 1, afterId: 0, lastId: 0, products: 0, variants: 0 }];
}

export interface FeedState {
  /** Changes with any fact or word a feed tells, and with nothing else. */
  readonly mark: string;
  /** When a fact last changed; null for an empty catalogue. */
  readonly changed: Date | null;
}

/** What the feeds are made from, as one mark: one pass over the rows in the database, none of them fetched. */
export async function feedState(db: Database, content: Content, site: string): Promise<FeedState> {
  const { rows } = await rowsOf({ products: text, variants: text, changed: nullable(timestamp) })`
    select
      (select concat(count(*), ':', sum(hashtextextended(concat_ws('|', id, slug, status, content_hash, updated_at, popularity,
        rating_average, rating_count), 0)::numeric)) from product where status = 'active') as products,
      (select concat(count(*), ':', sum(hashtextextended(concat_ws('|', v.id, v.sku, v.gtin, v.mpn, v.price_minor,
        v.compare_at_minor, v.price_from, v.price_until, v.available_from,
        v.preorder, v.currency, v.weight_grams, v.unit_measure, v.image_url, v.updated_at, s.on_hand, s.reserved,
        s.backorder, s.tracked), 0)::numeric)) from variant v left join stock s on s.variant_id = v.id) as variants,
      (select greatest((select max(updated_at) from product where status = 'active'), (select max(updated_at) from variant),
        (select max(updated_at) from stock))) as changed`.execute(db);
  const [row] = rows;
  const mark = createHash('sha256')
    .update([FORM, site, content.version, row?.products, row?.variants].join('\n'))
    .digest('base64url');
  return { mark: mark.slice(0, 22), changed: row?.changed ?? null };
}

const FORM = 2; // raise it when a feed is written differently from the same facts
