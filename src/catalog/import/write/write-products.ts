import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { slugOf } from '#src/catalog/slug.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Tables } from '#src/database/schema.ts';
import { takeCounts, type Count, type CountsTaken, type CountsTold } from '#src/inventory/record-counts.ts';
import { contentHash, optionsOf, type DraftProduct } from '#src/catalog/import/judge/draft-product.ts';
import type { FeedCounts } from './feed-counts.ts';
import { keepCategories, keepProducts, keepVariants } from './keep-rows.ts';
import type { Tell } from '#src/catalog/import/report.ts';

export interface Written {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly variants: number;
  readonly ids: readonly number[];
  /** What became of the counts; null where nothing was written. */
  readonly counts: CountsTaken | null;
}

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly now: Date;
  /** Products that are known under another key, by their new one. */
  readonly renamed: ReadonlyMap<string, number>;
  readonly counted: CountsTold;
  readonly feed: FeedCounts;
}

type AnyDatabase = Database | Transaction<Tables>;

const TRIES = 4;
const AGAIN = new Set(['23505', '40001', '40P01']); // taken meanwhile, serialization, deadlock

/**
 * Stores those products of a source in one transaction, each whole or not at all. Those stored already in the same words are left
 * alone, but for their counts, which say something new as often as they are taken. Slugs and ids of known products stay. `dryRun` tells what
 * would happen.
 */
export async function writeProducts(
  db: Database,
  source: string,
  drafts: readonly DraftProduct[],
  options: WriteOptions,
  tell: Tell,
): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(db, source, drafts, options, tell);
    } catch (error) {
      if (attempt === TRIES || !AGAIN.has(String((error as { code?: string }).code))) throw error;
    }
  }
}

async function writeOnce(
  db: Database,
  source: string,
  drafts: readonly DraftProduct[],
  { dryRun, now, renamed, counted, feed }: WriteOptions,
  tell: Tell,
): Promise<Written> {
  const allowed = await withoutForeignSkus(db, source, drafts, tell);
  const stored = await storedProducts(
    db,
    source,
    allowed.map((draft) => draft.key),
    renamed,
  );
  const hashed = allowed.map((draft) => ({ draft, hash: contentHash(draft), known: stored.get(draft.key) }));
  const fresh = hashed.filter(({ hash, known }) => known?.hash !== hash);
  const counts = {
    new: fresh.filter(({ known }) => !known).length,
    changed: fresh.filter(({ known }) => known).length,
    unchanged: hashed.length - fresh.length,
    rejected: drafts.length - allowed.length,
    variants: allowed.reduce((sum, draft) => sum + draft.variants.length, 0),
  };
  if (dryRun) return { ...counts, ids: [], counts: null };
  const stock = [
    ...countsIn(fresh.map(({ draft }) => draft)),
    ...countsIn(hashed.filter(({ hash, known }) => known?.hash === hash).map(({ draft }) => draft)).filter(
      feed.saysAnew,
    ),
  ];
  const written = await inTransaction(db, async (trx) => {
    const ids = fresh.length ? await writeFresh(trx, source, fresh, now) : [];
    return { ids, counts: stock.length ? await takeCounts(trx, stock, counted, now, feed.restated) : null };
  });
  return { ...counts, ...written };
}

async function writeFresh(
  trx: AnyDatabase,
  source: string,
  fresh: readonly {
    readonly draft: DraftProduct;
    readonly hash: string;
    readonly known: Stored | undefined;
  }[],
  now: Date,
): Promise<readonly number[]> {
  const slugs = await slugsFor(
    trx,
    source,
    fresh.filter(({ draft, known }) => !known || movesTo(draft, known)).map(({ draft }) => draft),
  );
  await moveProducts(
    trx,
    fresh.flatMap(({ draft, known }) =>
      known?.formerKey === undefined
        ? []
        : [{ id: known.id, key: draft.key, from: known.slug, to: slugs.get(draft.key) ?? known.slug }],
    ),
    now,
  );
  const placed = fresh.map(({ draft, hash, known }) => ({
    ...draft,
    hash,
    slug: slugs.get(draft.key) ?? known?.slug ?? slugOf(draft.key),
    known: known !== undefined,
  }));
  await keepCategories(trx, placed);
  const idOf = await keepProducts(trx, source, placed, now);
  const robbed = await keepVariants(trx, placed, idOf, now);
  return [...idOf.values(), ...robbed];
}

/** What the feed says of stock: how many there are, and of what is not counted only how it is sold. */
const countsIn = (drafts: readonly DraftProduct[]): readonly Count[] =>
  drafts.flatMap(({ variants }) =>
    variants
      .filter(({ onHand }) => onHand !== null)
      .map(({ sku, onHand, tracked, backorder, countedAt }) => ({
        sku,
        pieces: tracked ? onHand : null,
        tracked,
        backorder,
        takenAt: countedAt,
      })),
  );

interface Stored {
  readonly id: number;
  readonly slug: string;
  readonly hash: string;
  /** Where it comes under a new key: the one that it had. */
  readonly formerKey?: string;
}

async function storedProducts(
  db: Database,
  source: string,
  keys: readonly string[],
  renamed: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Stored>> {
  const former = new Map(
    keys.flatMap((key) => {
      const id = renamed.get(key);
      return id === undefined ? [] : [[id, key] as const];
    }),
  );
  const { rows } = await rowsOf({
    id: tables.product.id,
    key: tables.product.source_key,
    slug: tables.product.slug,
    hash: tables.product.content_hash,
  })`
    select id, source_key as key, slug, content_hash as hash from product
    where source = ${source} and (source_key = any(${[...keys]}::text[]) or id = any(${[...former.keys()]}::bigint[]))`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, key, slug, hash }) => {
      const now = former.get(id);
      return now === undefined ? [key, { id, slug, hash }] : [now, { id, slug, hash: '', formerKey: key }];
    }),
  );
}

/** Whether a renamed product gets a new address: only where the old one was made from its handle. */
const movesTo = ({ slugFrom, title }: DraftProduct, { slug, formerKey }: Stored): boolean =>
  formerKey !== undefined && slug.startsWith(slugOf(formerKey)) && slugOf(slugFrom || title) !== slug;

/** Gives renamed products their new keys and addresses; the old addresses lead to them from now on. */
async function moveProducts(
  trx: AnyDatabase,
  moves: readonly { readonly id: number; readonly key: string; readonly from: string; readonly to: string }[],
  now: Date,
): Promise<void> {
  if (!moves.length) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m(id bigint, key text, "from" text, "to" text)`;
  await sql`
    update product p set source_key = m.key, slug = m."to", updated_at = ${now}::timestamptz
    from ${given} where p.id = m.id`.execute(trx);
  await sql`
    insert into product_address (slug, product_id, left_at)
    select m."from", m.id, ${now}::timestamptz from ${given} where m."from" <> m."to"
    on conflict (slug) do update set product_id = excluded.product_id, left_at = excluded.left_at`.execute(
    trx,
  );
}

/** Takes out variants whose SKU a living product of another source sells; within one source the feed decides. */
async function withoutForeignSkus(
  db: Database,
  source: string,
  drafts: readonly DraftProduct[],
  tell: Tell,
): Promise<readonly DraftProduct[]> {
  const skus = drafts.flatMap((draft) => draft.variants.map((variant) => variant.sku));
  const { rows } = await rowsOf({ ...columns('product', 'slug', 'source'), sku: tables.variant.sku })`
    select v.sku, p.slug, p.source from variant v join product p on p.id = v.product_id
    where v.sku = any(${skus}::text[]) and p.source <> ${source} and p.status <> 'archived'`.execute(db);
  if (rows.length === 0) return drafts;
  const foreign = new Map(rows.map((row) => [row.sku, row]));
  return drafts.flatMap((draft) => {
    const variants = draft.variants.filter(({ sku }) => {
      const owner = foreign.get(sku);
      if (owner) {
        tell({
          level: 'rejected',
          scope: 'variant',
          product: draft.key,
          sku,
          field: 'SKU',
          found: sku,
          reason: `The SKU belongs to ${owner.slug} of the source ${owner.source}.`,
          fix: 'Give it a SKU of its own, or import both feeds under one --source.',
        });
      }
      return !owner;
    });
    if (variants.length === draft.variants.length) return [draft];
    if (variants.length) return [{ ...draft, variants, options: optionsOf(variants) }];
    tell({
      level: 'rejected',
      scope: 'product',
      product: draft.key,
      field: 'SKU',
      lost: 0,
      reason: 'All its SKUs belong to products of another source.',
      fix: 'Import both feeds under one --source, or archive the other product.',
    });
    return [];
  });
}

/** An address for each new product: what it is called, or that with a part made from its source and key where it is taken. */
async function slugsFor(
  trx: AnyDatabase,
  source: string,
  drafts: readonly DraftProduct[],
): Promise<ReadonlyMap<string, string>> {
  const wishes = drafts.map((draft) => ({ key: draft.key, slug: slugOf(draft.slugFrom) }));
  const { rows } = await rowsOf(columns('product', 'slug'))`
    select slug from product where slug = any(${wishes.map(({ slug }) => slug)}::text[])`.execute(trx);
  const taken = new Set(rows.map((row) => row.slug));
  return new Map(
    wishes.map(({ key, slug }) => {
      const mark = createHash('sha256').update(`${source}\n${key}`).digest('hex').slice(0, 8);
      const own = taken.has(slug) ? `${slug.slice(0, 71)}-${mark}` : slug;
      taken.add(own);
      return [key, own];
    }),
  );
}
