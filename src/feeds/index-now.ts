import { sql } from 'kysely';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';

/** How IndexNow is spoken to. `endpoint` and `send` are given, so that a test can stand in for the network. */
export interface IndexNow {
  readonly key: string;
  /** The shop's origin. */
  readonly site: string;
  readonly endpoint: string;
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
}

export const INDEXNOW_ENDPOINT = 'https://api.indexnow.org/indexnow';

const AT_ONCE = 1_000; // the protocol takes 10,000 addresses a call; fewer are quicker to send again
const READ_AT_ONCE = 2_000;
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000;
const TIME_LIMIT_MS = 15_000;

interface Marked {
  readonly path: string;
  readonly mark: string;
}

/**
 * Queues every page whose facts or words differ from what was queued last: products (archived ones too, so that
 * engines see the 410), guides, policies, categories, kits, bundles, FAQs, glossary, rewards. Answers how many addresses it queued.
 */
export async function queueChanges(db: Database, content: Content, now: Date): Promise<number> {
  let queued = await queueMarked(db, wordPages(content), now);
  for (let after = 0; ;) {
    const { rows } = await rowsOf({ ...columns('product', 'id', 'slug'), mark: text })`
      select id, slug, concat_ws(' ', status, content_hash, updated_at) as mark from product
      where id > ${after} and status <> 'draft' order by id limit ${READ_AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return queued;
    queued += await queueMarked(
      db,
      rows.map(({ slug, mark }) => ({
        path: `/p/${slug}`,
        mark: `${mark} ${content.productWords(slug)?.hash ?? ''}`,
      })),
      now,
    );
    after = last.id;
  }
}

const wordPages = (content: Content): readonly Marked[] => [
  ...content.guides.map(({ slug, hash }) => ({ path: `/guides/${slug}`, mark: hash })),
  ...content.policies.map(({ slug, hash }) => ({ path: `/policies/${slug}`, mark: hash })),
  ...content.categories.map(({ slug, hash }) => ({ path: `/c/${slug}`, mark: hash })),
  ...content.kits.map(({ slug, hash }) => ({ path: `/kits/${slug}`, mark: hash })),
  ...content.bundles.map(({ slug, hash }) => ({ path: `/bundles/${slug}`, mark: hash })),
  ...(content.glossary ? [{ path: '/glossary', mark: content.glossary.hash }] : []),
  ...(content.program ? [{ path: '/rewards', mark: content.program.hash }] : []),
  ...(content.faqs.length > 0 ? [{ path: '/faq', mark: content.faqs.map((faq) => faq.hash).join(' ') }] : []),
];

async function queueMarked(db: Database, pages: readonly Marked[], now: Date): Promise<number> {
  if (pages.length === 0) return 0;
  const result = await sql`
    insert into index_now_address (path, mark, not_before)
    select path, md5(mark), ${now}::timestamptz
    from unnest(${pages.map((page) => page.path)}::text[], ${pages.map((page) => page.mark)}::text[]) as page (path, mark)
    on conflict (path) do update
      set mark = excluded.mark, queued = true, attempts = 0, not_before = excluded.not_before
      where index_now_address.mark <> excluded.mark
    returning path`.execute(db);
  return result.rows.length;
}

export interface Sent {
  /** Addresses the endpoint took. */
  readonly sent: number;
  /** Addresses to be tried again later. */
  readonly delayed: number;
  /** Addresses given up: refused for good, or after too many tries. */
  readonly dropped: number;
}

/**
 * Sends what is queued and due, batch after batch, until nothing is or a batch fails. A failure that may pass (network,
 * 429, 5xx) is tried again after a wait that doubles; any other refusal would be the same tomorrow, so it is dropped.
 */
export async function sendQueued(db: Database, to: IndexNow, now: Date): Promise<Sent> {
  let sent = 0;
  for (;;) {
    const { rows } = await rowsOf(columns('index_now_address', 'path', 'mark', 'attempts'))`
      select path, mark, attempts from index_now_address
      where queued and not_before <= ${now}::timestamptz order by not_before, path limit ${AT_ONCE}`.execute(
      db,
    );
    if (rows.length === 0) return { sent, delayed: 0, dropped: 0 };
    const outcome = await post(
      to,
      rows.map((row) => row.path),
    );
    if (outcome === 'taken') {
      await settle(db, rows, sql`queued = false, attempts = 0, sent_at = ${now}::timestamptz`);
      sent += rows.length;
      continue;
    }
    const worn = rows.filter((row) => outcome === 'refused' || row.attempts + 1 >= MOST_ATTEMPTS);
    const again = rows.filter((row) => !worn.includes(row));
    await settle(db, worn, sql`queued = false`);
    const attempts = Math.max(0, ...again.map((row) => row.attempts));
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
    await settle(
      db,
      again,
      sql`attempts = attempts + 1, not_before = ${new Date(now.getTime() + wait)}::timestamptz`,
    );
    return { sent, delayed: again.length, dropped: worn.length };
  }
}

/** Writes an outcome to the addresses that still are as they were sent; one that changed meanwhile stays queued. */
async function settle(db: Database, rows: readonly Marked[], values: ReturnType<typeof sql>): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update index_now_address set ${values}
    from unnest(${rows.map((row) => row.path)}::text[], ${rows.map((row) => row.mark)}::text[]) as was (path, mark)
    where index_now_address.path = was.path and index_now_address.mark = was.mark`.execute(db);
}

async function post(to: IndexNow, paths: readonly string[]): Promise<'taken' | 'later' | 'refused'> {
  const body = JSON.stringify({
    host: new URL(to.site).host,
    key: to.key,
    keyLocation: new URL('/indexnow.txt', to.site).href,
    urlList: paths.map((path) => new URL(path, to.site).href),
  });
  try {
    const { status } = await to.send(to.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    if (status >= 200 && status < 300) return 'taken';
    return status === 429 || status >= 500 ? 'later' : 'refused';
  } catch {
    return 'later';
  }
}
