import { sql, type RawBuilder } from 'kysely';
import { boolean, integer, json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { everyReview, REVIEWS_A_PAGE, type ReviewFilter } from './review-filter.ts';
import { DEMONSTRATION, type Fit, type RejectionReason, type Reply, type Review } from './review.ts';

/** What a product's published reviews come to. Where no real one is published, the demonstration's, marked as such. */
export interface ReviewTally {
  readonly demonstration: boolean;
  readonly count: number;
  /** Reviews by stars, from one to five. */
  readonly stars: readonly [number, number, number, number, number];
  readonly fit: Readonly<Record<Fit, number>>;
  readonly verified: number;
  /** Reviews that are not shown, by the reason; nothing else is kept back. */
  readonly rejected: readonly { readonly because: RejectionReason; readonly count: number }[];
}

/** What `reviewColumns` selects. */
export const reviewShape = {
  ...columns(
    'review',
    'id',
    'product_id',
    'sku',
    'source',
    'author',
    'stars',
    'title',
    'body',
    'fit',
    'used_for',
    'written_at',
  ),
  verified: boolean,
  reply_author: nullable(tables.review_reply.author),
  reply_body: nullable(tables.review_reply.body),
  reply_at: nullable(tables.review_reply.written_at),
};
export type ReviewRow = RowOf<typeof reviewShape>;

/** What `toReview` reads, of `review r` with its `review_reply a`. */
export const reviewColumns = sql`r.id, r.product_id, r.sku, r.source, r.invitation_id is not null as verified, r.author, r.stars,
  r.title, r.body, r.fit, r.used_for, r.written_at,
  a.author as reply_author, a.body as reply_body, a.written_at as reply_at`;

/* Real reviews and the demonstration's never stand side by side: invented ones leave as soon as a real one is there. */
const shown = (productId: RawBuilder<unknown>) => sql`r.product_id = ${productId} and r.state = 'published'
  and (r.source = ${DEMONSTRATION}) = not exists (
    select from review o where o.product_id = ${productId} and o.state = 'published' and o.source <> ${DEMONSTRATION})`;

/** One page of a product's published reviews, newest first whatever they say. */
export async function publishedReviews(
  db: Database,
  productId: number,
  filter: ReviewFilter = everyReview,
  perPage: number = REVIEWS_A_PAGE,
): Promise<{ readonly reviews: readonly Review[]; readonly total: number }> {
  const { rows } = await rowsOf({ ...reviewShape, total: integer })`
    select ${reviewColumns}, count(*) over () as total
    from review r left join review_reply a on a.review_id = r.id
    where ${shown(sql`${productId}`)}
      and (${filter.stars}::int is null or r.stars = ${filter.stars}::int)
      and (${filter.fit}::text is null or r.fit = ${filter.fit}::text)
      and (not ${filter.verified}::boolean or r.invitation_id is not null)
    order by r.written_at desc, r.id desc
    limit ${perPage} offset ${(filter.page - 1) * perPage}`.execute(db);
  return { reviews: rows.map(toReview), total: rows[0]?.total ?? 0 };
}

/** What a summary of a product's reviews is made of: what they come to, and the newest of them. */
export interface SummedReviews {
  readonly tally: ReviewTally;
  readonly newest: readonly Review[];
}

type Told<Row> = Omit<Row, 'written_at' | 'reply_at'> & {
  readonly written_at: string;
  readonly reply_at: string | null;
};
type Counted = Pick<ReviewRow, 'stars' | 'fit' | 'verified'> & {
  readonly demo: boolean;
  readonly count: number;
};

/** What `summedSql` answers. */
export type SummedRow = readonly [
  newest: readonly Told<ReviewRow>[] | null,
  counted: readonly Counted[] | null,
  rejected: ReviewTally['rejected'] | null,
];

/** The published reviews of the product with that id, summed, with up to `most` of the newest: a value to read with `summedOf`. */
export const summedSql = (productId: RawBuilder<unknown>, most: number) => sql`(
  with shown as (select ${reviewColumns} from review r left join review_reply a on a.review_id = r.id
    where ${shown(productId)})
  select json_build_array(
    (select json_agg(n) from (select * from shown order by written_at desc, id desc limit ${most}) n),
    (select json_agg(c) from (select stars, fit, verified, source = ${DEMONSTRATION} as demo, count(*) as count
      from shown group by 1, 2, 3, 4) c),
    (select json_agg(x) from (select rejected_because as because, count(*) as count from review
      where product_id = ${productId} and state = 'rejected' group by 1 order by 2 desc, 1) x)))`;

/** A product's published reviews summed, with up to `most` of the newest; one statement. */
export async function summedReviews(db: Database, productId: number, most: number): Promise<SummedReviews> {
  const { rows } = await rowsOf({ summed: json<SummedRow>() })`
    select ${summedSql(sql`${productId}::bigint`, most)} as summed`.execute(db);
  return summedOf(rows[0]?.summed ?? [null, null, null]);
}

export function summedOf([newest, counted, rejected]: SummedRow): SummedReviews {
  return {
    tally: tallyOf(counted ?? [], rejected ?? []),
    newest: (newest ?? []).map((one) =>
      toReview({
        ...one,
        written_at: new Date(one.written_at),
        reply_at: one.reply_at === null ? null : new Date(one.reply_at),
      }),
    ),
  };
}

function tallyOf(counted: readonly Counted[], rejected: ReviewTally['rejected']): ReviewTally {
  const sum = (of: (row: Counted) => boolean) =>
    counted.filter(of).reduce((total, row) => total + row.count, 0);
  const having = (stars: number) => sum((row) => row.stars === stars);
  return {
    demonstration: counted.some((row) => row.demo),
    count: sum(() => true),
    stars: [having(1), having(2), having(3), having(4), having(5)],
    fit: {
      small: sum((row) => row.fit === 'small'),
      true: sum((row) => row.fit === 'true'),
      large: sum((row) => row.fit === 'large'),
    },
    verified: sum((row) => row.verified),
    rejected,
  };
}

export function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    productId: row.product_id,
    sku: row.sku,
    source: row.source,
    verified: row.verified,
    author: row.author,
    stars: row.stars as Review['stars'],
    title: row.title,
    body: row.body,
    fit: row.fit,
    usedFor: row.used_for,
    writtenAt: row.written_at,
    reply: replyIn(row),
  };
}

function replyIn({ reply_author, reply_body, reply_at }: ReviewRow): Reply | null {
  return reply_author !== null && reply_body !== null && reply_at !== null
    ? { author: reply_author, body: reply_body, writtenAt: reply_at }
    : null;
}
