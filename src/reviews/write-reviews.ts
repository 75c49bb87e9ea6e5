import { sql, type Transaction } from 'kysely';
import type { Tell } from '#src/catalog/import/report.ts';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Tables } from '#src/database/schema.ts';
import { rateProducts } from './rate-products.ts';
import type { DraftReview } from './review-row.ts';

export interface WrittenReviews {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unmatched: number;
  readonly productIds: readonly number[];
}

type Placed = DraftReview & { readonly productId: number };

/**
 * Stores reviews of a source in one transaction with the ratings they make. One that is stored already is brought up
 * to date; a person's decision about it stays. Rows whose product is not in the catalogue are told and left out.
 */
export async function writeReviews(
  db: Database,
  source: string,
  drafts: readonly DraftReview[],
  {
    now,
    replyAuthor,
    dryRun,
  }: { readonly now: Date; readonly replyAuthor: string; readonly dryRun: boolean },
  tell: Tell,
): Promise<WrittenReviews> {
  const placed = await placeReviews(db, drafts, tell);
  const unmatched = drafts.length - placed.length;
  return db.transaction().execute(async (trx) => {
    const { known, changed, touched } = await whatIsNew(trx, source, placed);
    const counts = {
      new: placed.length - known,
      changed: changed.length - (placed.length - known),
      unchanged: placed.length - changed.length,
      unmatched,
    };
    if (dryRun || changed.length === 0) return { ...counts, productIds: [] };
    const productIds = [...new Set([...changed.map((review) => review.productId), ...touched])];
    await keepReviews(trx, source, changed, now, replyAuthor);
    await rateProducts(trx, productIds, now);
    return { ...counts, productIds };
  });
}

async function placeReviews(
  db: Database,
  drafts: readonly DraftReview[],
  tell: Tell,
): Promise<readonly Placed[]> {
  const skus = drafts.flatMap(({ sku }) => sku ?? []);
  const handles = drafts.flatMap(({ handle }) => handle ?? []);
  const bySku = await rowsOf({ name: tables.variant.sku, id: tables.variant.product_id })`
    select sku as name, product_id as id from variant where sku = any(${skus}::text[])`.execute(db);
  // A product's address in this shop comes before its key in a feed, which two feeds may share.
  const byHandle = await rowsOf({ name: tables.product.slug, id: tables.product.id })`
    select distinct on (name) name, id from (
      select slug as name, id, 0 as rank from product where slug = any(${handles}::text[])
      union all select source_key, id, 1 from product where source_key = any(${handles}::text[])) known
    order by name, rank, id`.execute(db);
  const titles = drafts.flatMap(({ handle, sku, product }) => (!handle && !sku && product ? [product] : []));
  const byTitle = await rowsOf({ name: tables.product.title, id: tables.product.id })`
    select title as name, min(id) as id from product where title = any(${titles}::text[]) and status <> 'archived'
    group by title having count(*) = 1`.execute(db);
  const ids = {
    title: new Map(byTitle.rows.map(({ name, id }) => [name, id])),
    sku: new Map(bySku.rows.map(({ name, id }) => [name, id])),
    handle: new Map(byHandle.rows.map(({ name, id }) => [name, id])),
  };
  return drafts.flatMap((draft) => {
    const productId =
      ids.sku.get(draft.sku ?? '') ??
      ids.handle.get(draft.handle ?? '') ??
      ids.title.get(draft.product ?? '');
    if (productId !== undefined)
      return [{ ...draft, sku: ids.sku.has(draft.sku ?? '') ? draft.sku : null, productId }];
    tell({
      level: 'rejected',
      scope: 'row',
      line: draft.line,
      field: draft.sku ? 'sku' : 'handle',
      found: draft.sku ?? draft.handle ?? draft.product,
      reason: 'The catalogue has no product of that name.',
      fix: 'Import the catalogue first, or correct the handle or SKU.',
    });
    return [];
  });
}

/** Of the drafts those that are new or say something else than what is stored, each key once: the last row counts. */
async function whatIsNew(trx: Transaction<Tables>, source: string, placed: readonly Placed[]) {
  const { rows } = await rowsOf({
    key: tables.review.source_key,
    product_id: tables.review.product_id,
    said: text,
  })`
    select r.source_key as key, r.product_id, concat_ws(E'\n', r.product_id, r.sku, r.stars, r.title, r.body, r.author, r.fit,
      r.used_for, r.source_says_bought, extract(epoch from r.written_at)::bigint, a.body) as said
    from review r left join review_reply a on a.review_id = r.id
    where r.source = ${source} and r.source_key = any(${placed.map(({ key }) => key)}::text[])`.execute(trx);
  const stored = new Map(rows.map((row) => [row.key, row]));
  const changed = placed.filter((draft) => stored.get(draft.key)?.said !== saidBy(draft));
  return {
    known: placed.filter(({ key }) => stored.has(key)).length,
    changed,
    touched: changed.flatMap(({ key }) => stored.get(key)?.product_id ?? []),
  };
}

/* As concat_ws joins it: nulls left out, booleans as t and f. */
const saidBy = (draft: Placed): string =>
  [
    draft.productId,
    draft.sku,
    draft.stars,
    draft.title,
    draft.body,
    draft.author,
    draft.fit,
    draft.usedFor,
    draft.sourceSaysBought ? 't' : 'f',
    Math.trunc(draft.writtenAt.getTime() / 1000),
    draft.reply?.body,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join('\n');

async function keepReviews(
  trx: Transaction<Tables>,
  source: string,
  reviews: readonly Placed[],
  now: Date,
  replyAuthor: string,
): Promise<void> {
  const rows = JSON.stringify(
    reviews.map((review) => ({
      product_id: review.productId,
      sku: review.sku,
      source_key: review.key,
      source_says_bought: review.sourceSaysBought,
      author: review.author,
      stars: review.stars,
      title: review.title,
      body: review.body,
      fit: review.fit,
      used_for: review.usedFor,
      state: review.state,
      rejected_because: review.because,
      written_at: review.writtenAt,
      reply: review.reply?.body ?? null,
      reply_at: review.reply?.writtenAt ?? null,
    })),
  );
  await sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as g (product_id bigint, sku text, source_key text,
        source_says_bought boolean, author text, stars smallint, title text, body text, fit text, used_for text,
        state text, rejected_because text, written_at timestamptz, reply text, reply_at timestamptz)
    ), kept as (
      insert into review (product_id, sku, source, source_key, source_says_bought, author, stars, title, body, fit,
        used_for, state, rejected_because, written_at, created_at, changed_at)
      select product_id, sku, ${source}, source_key, source_says_bought, author, stars, title, body, fit, used_for, state,
        rejected_because, written_at, ${now}, ${now} from given
      on conflict (source, source_key) do update set product_id = excluded.product_id, sku = excluded.sku,
        source_says_bought = excluded.source_says_bought, author = excluded.author, stars = excluded.stars,
        title = excluded.title, body = excluded.body, fit = excluded.fit, used_for = excluded.used_for,
        written_at = excluded.written_at, changed_at = excluded.changed_at
      returning id, source_key
    )
    insert into review_reply (review_id, author, body, written_at)
    select kept.id, ${replyAuthor}, given.reply, given.reply_at
    from kept join given using (source_key) where given.reply is not null
    on conflict (review_id) do update set body = excluded.body, written_at = excluded.written_at`.execute(
    trx,
  );
}
