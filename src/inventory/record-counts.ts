import { sql, type RawBuilder } from 'kysely';
import { arrayOf, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf, type RowOf } from '#src/database/rows.ts';
import { shortOrders, type ShortOrder } from './short-orders.ts';

/**
 * What a number from outside knows of the shop's orders: it is without all that was sold, or without what was sent; it
 * hears nothing of them; or it is no count but what came (or, below zero, went) otherwise.
 */
export const COUNT_KINDS = ['knows-our-orders', 'knows-what-was-sent', 'does-not-know', 'delta'] as const;
export type CountKind = (typeof COUNT_KINDS)[number];

export interface Count {
  readonly sku: string;
  /** Null: nothing is said of how many there are, only how it is sold. */
  readonly pieces: number | null;
  /** When it was taken, where it is another moment than that of the others. */
  readonly takenAt?: Date | undefined;
  /** Whether pieces are counted at all, and whether it is sold beyond what there is; as before where it is not said. */
  readonly tracked?: boolean | undefined;
  readonly backorder?: boolean | undefined;
}

export interface CountsTold {
  /** When they were taken; what the shop sold, sent and got since is taken off and added. */
  readonly takenAt: Date;
  /** Null where nobody said: then the lowest of all readings holds, which never promises what is not there. */
  readonly knows: CountKind | null;
  /** Who counted, as people call it: a file, a key of the back office. */
  readonly source: string;
}

/**
 * Up to when the counts of a variant's own feed hold that said nothing new, as SQL over `v`: a feed that says the same as
 * before is noted once and not with each row.
 */
const RESTATED = sql`(
  select w.counted_at from product p join stock_feed w on w.source = p.source where p.id = v.product_id)`;

export interface CountsTaken {
  /** SKUs that no variant has. */
  readonly unknown: readonly string[];
  /** SKUs of which a later count is known: what these say is left. */
  readonly older: readonly string[];
  /** Of how many SKUs another number lies there now, as far as is known. */
  readonly changed: number;
  /** What is not promised only because nobody said what the counts know: SKUs, and their pieces together. */
  readonly heldBack: { readonly skus: number; readonly pieces: number };
  /** Orders that cannot be filled with what there is. */
  readonly short: readonly ShortOrder[];
}

const BATCH = 2_000;

/**
 * Takes counts from outside into the ledger, some thousands in one transaction each. The same counts again change nothing; of
 * several for one SKU the last holds, and what came and went adds up.
 */
export async function recordCounts(
  db: Database,
  counts: readonly Count[],
  told: CountsTold,
  now: Date,
): Promise<CountsTaken> {
  const parts: CountsTaken[] = [];
  for (let from = 0; from < counts.length; from += BATCH)
    parts.push(
      await inTransaction(db, (trx) => takeCounts(trx, counts.slice(from, from + BATCH), told, now)),
    );
  return {
    unknown: parts.flatMap(({ unknown }) => unknown),
    older: parts.flatMap(({ older }) => older),
    changed: parts.reduce((sum, { changed }) => sum + changed, 0),
    heldBack: {
      skus: parts.reduce((sum, { heldBack }) => sum + heldBack.skus, 0),
      pieces: parts.reduce((sum, { heldBack }) => sum + heldBack.pieces, 0),
    },
    short: parts.flatMap(({ short }) => short),
  };
}

/** The same within a transaction; `restated` where all are of one feed whose moment is known. */
export async function takeCounts(
  trx: Database,
  counts: readonly Count[],
  { takenAt, knows, source }: CountsTold,
  now: Date,
  restated: RawBuilder<unknown> = RESTATED,
): Promise<CountsTaken> {
  const bySku = Map.groupBy(counts, ({ sku }) => sku);
  const skus = [...bySku.keys()];
  // Locked by a statement of its own: the next one sees all that was written before these rows were free.
  await sql`select count(*) from (
    select 1 from unnest(${skus}::text[]) as w (sku) join variant v on v.sku = w.sku join stock s on s.variant_id = v.id
    order by v.sku collate "C" for update of s) as locked`.execute(trx);
  const rows = [...bySku.values()].map((all) => ({
    ...all.at(-1),
    pieces:
      knows === 'delta' && all.some(({ pieces }) => pieces !== null)
        ? all.reduce((sum, { pieces }) => sum + (pieces ?? 0), 0)
        : all.at(-1)?.pieces,
  }));
  const given = sql`
    select v.id, v.sku, g.pieces, g.tracked, g.backorder, ${restated} as restated,
      least(coalesce(g."takenAt", ${takenAt}::timestamptz), ${now}::timestamptz) as at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g (sku text, pieces int, "takenAt" timestamptz, tracked boolean, backorder boolean)
      join variant v on v.sku = g.sku`;
  const [taken] = (await written(given, { knows, source }, now).execute(trx)).rows;
  if (!taken) throw new Error('Counts gave no row');
  const { changed, older, heldBack, heldSkus, short } = taken;
  return {
    unknown: taken.found < skus.length ? await unknownOf(trx, skus) : [],
    older,
    changed,
    heldBack: { skus: heldSkus, pieces: heldBack },
    short: short.length ? await shortOrders(trx, short) : [],
  };
}

async function unknownOf(trx: Database, skus: readonly string[]): Promise<readonly string[]> {
  const { rows } = await rowsOf({ sku: text })`
    select w.sku from unnest(${[...skus]}::text[]) as w (sku)
    where not exists (select from variant v where v.sku = w.sku)`.execute(trx);
  return rows.map(({ sku }) => sku);
}

/**
 * What each number says of the pieces that lie there now. `opened`, `moved` and `came` are of the movements since it was
 * taken; what was sold and not sent then is what is so now, without what came to it since.
 */
const READINGS = {
  'knows-our-orders': sql`g.pieces + coalesce(f.firm, 0) - coalesce(m.opened, 0) + coalesce(m.moved, 0)`,
  'knows-what-was-sent': sql`g.pieces + coalesce(m.moved, 0)`,
  'does-not-know': sql`g.pieces - g.unheard + coalesce(m.came, 0)`,
  delta: sql`g.on_hand + g.pieces`,
} as const satisfies Record<CountKind, RawBuilder<unknown>>;
const LOWEST = sql`least(${READINGS['knows-what-was-sent']}, ${READINGS['does-not-know']})`;

const seenSql = (isDelta: boolean, knows: CountKind | null): RawBuilder<unknown> =>
  isDelta
    ? sql`counted = s.counted`
    : sql`counted = case when due then pieces else s.counted end, counted_at = case when due then read.at else s.counted_at end,
        counted_as = case when due then ${knows}::text else s.counted_as end`;

const shape = {
  found: integer,
  changed: integer,
  older: arrayOf(text),
  heldSkus: integer,
  heldBack: integer,
  short: arrayOf(text),
};

/** Stock and ledger in one statement; a count that says nothing new only moves the moment up to which it holds. */
function written(
  given: RawBuilder<unknown>,
  { knows, source }: Pick<CountsTold, 'knows' | 'source'>,
  now: Date,
): RawBuilder<RowOf<typeof shape>> {
  const isDelta = knows === 'delta';
  const isSilent = sql`${knows === null}::boolean`;
  // The same number of the same moment, read as before, says nothing; of two of one moment the later one holds.
  const isDue = isDelta
    ? sql`(c.counted_at is null or g.at > c.counted_at) and not exists (select 1 from stock_movement d
        where d.sku = g.sku and d.at = g.at and d.kind = 'delivered' and d.about = ${source} and d.pieces = g.pieces)`
    : sql`c.counted_at is null or g.at > c.counted_at or (g.at = c.counted_at
        and (g.pieces is distinct from s.counted or s.counted_as is distinct from ${knows}::text))`;
  return rowsOf(shape)`
    with g as (
      select g.id, g.sku, g.pieces, g.at, s.variant_id is not null as known, s.counted,
        coalesce(s.on_hand, b.on_hand, 0) as on_hand, coalesce(s.unheard, b.unheard, 0) as unheard, s.reserved,
        coalesce(g.tracked, g.pieces is not null or s.tracked) as tracked, s.tracked as was_tracked,
        coalesce(g.backorder, s.backorder, false) as backorder, s.backorder as was_backorder,
        g.pieces is not null and (${isDue}) as due,
        g.pieces is not null and g.at < c.counted_at and g.pieces is distinct from s.counted as older
      from (${given}) g left join stock s on s.variant_id = g.id
        cross join lateral (select greatest(s.counted_at, g.restated) as counted_at) c left join lateral (
        select sum(l.shelf)::int as on_hand, sum(l.unheard)::int as unheard from stock_movement l
        where s.variant_id is null and l.sku = g.sku
      ) b on true
    ), f as (
      select sku, sum(quantity)::int as held, (sum(quantity) filter (where expires_at is null))::int as firm
      from stock_reservation where state = 'held' and sku in (select sku from g) group by sku
    ), read as (
      select g.*, coalesce(g.reserved, f.held, 0) as held,
        (g.tracked, g.backorder) is distinct from (g.was_tracked, g.was_backorder) as flagged,
        case when due then ${knows ? READINGS[knows] : LOWEST} else g.on_hand end as target,
        case when due then ${READINGS['knows-our-orders']} else g.on_hand end as highest
      from g left join f on f.sku = g.sku left join lateral (
        select sum(l.open)::int as opened, (sum(l.shelf) filter (where l.kind <> 'counted'))::int as moved,
          (sum(l.shelf + l.unheard) filter (where l.kind in ('delivered', 'corrected')))::int as came
        from stock_movement l where g.due and l.sku = g.sku and l.at > g.at
      ) m on true
    ), noted as (
      insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, knows, noted_at)
      select sku, at, ${isDelta ? 'delivered' : 'counted'}, pieces, target - on_hand, 0, 0, ${source}, ${knows}::text,
        ${now}::timestamptz
      from read where due and (target <> on_hand or not known or not ${isDelta}::boolean and pieces is distinct from counted)
    ), fresh as (
      insert into stock (variant_id, on_hand, reserved, unheard, tracked, backorder, counted, counted_at, counted_as)
      select id, target, held, unheard, tracked, backorder, case when not ${isDelta}::boolean then pieces end,
        case when due and not ${isDelta}::boolean then at end, ${knows}::text
      from read where not known on conflict (variant_id) do nothing
    ), changed as (
      update stock s set on_hand = target, tracked = read.tracked, backorder = read.backorder, ${seenSql(isDelta, knows)}
      from read where s.variant_id = read.id and known and (target <> read.on_hand or flagged)
    ), seen as (
      update stock s set ${seenSql(isDelta, knows)}
      from read where s.variant_id = read.id and due and known and not (target <> read.on_hand or flagged)
        and not ${isDelta}::boolean
    )
    select count(*)::int as found, (count(*) filter (where not known or target <> on_hand))::int as changed,
      coalesce(array_agg(sku) filter (where older), '{}') as older,
      (count(*) filter (where ${isSilent} and tracked and highest > target))::int as "heldSkus",
      coalesce(sum(highest - target) filter (where ${isSilent} and tracked and highest > target), 0)::int as "heldBack",
      coalesce(array_agg(sku) filter (where tracked and not backorder and target < held and due), '{}') as short
    from read`;
}
