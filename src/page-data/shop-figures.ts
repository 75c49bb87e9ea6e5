import { boolean, integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Metric, Sample } from '#src/metrics/registry.ts';

/** What the database knows of the shop, for all its processes: jobs, who waits for an answer, and how old the index is. */
export async function shopFigures(db: Database, now: Date): Promise<readonly Metric[]> {
  const { rows: tickets } = await rowsOf({ state: text, count: integer, waits: nullable(integer) })`
    select state, count(*) as count,
      extract(epoch from ${now}::timestamptz - min(waiting_since))::bigint as waits
    from ticket where waiting_since is not null group by state`.execute(db);
  const { rows: indexes } = await rowsOf({
    ...columns('search_index', 'version', 'products', 'changed'),
    built: nullable(integer),
  })`select version, products, changed, extract(epoch from built_at)::bigint as built from search_index`.execute(
    db,
  );
  const [index] = indexes;
  return [
    told('shelftalk_jobs', 'Jobs that are not done, by their state.', await jobs(db)),
    told(
      'shelftalk_hand_offs_waiting',
      'Hand-offs in which a shopper waits for an answer.',
      tickets.map(({ state, count }) => ({ labels: { state }, value: count })),
    ),
    told('shelftalk_hand_off_wait_seconds', 'How long the longest of them waits.', [
      { labels: {}, value: Math.max(0, ...tickets.map(({ waits }) => waits ?? 0)) },
    ]),
    told('shelftalk_catalogue_version', 'Grows with each change of what search answers from.', [
      { labels: {}, value: index?.version ?? 0 },
    ]),
    told(
      'shelftalk_index_products',
      'Products in the index of search, and those changed since it was built.',
      [
        { labels: { state: 'indexed' }, value: index?.products ?? 0 },
        { labels: { state: 'changed' }, value: index?.changed ?? 0 },
      ],
    ),
    told(
      'shelftalk_index_built_timestamp_seconds',
      'When the index was last built whole, in seconds since 1970.',
      index?.built ? [{ labels: {}, value: index.built }] : [],
    ),
  ];
}

async function jobs(db: Database): Promise<readonly Sample[]> {
  const { rows: there } = await rowsOf({ there: boolean })`
    select to_regclass('pgboss.job') is not null as there`.execute(db);
  if (!there[0]?.there) return []; // the queue has not been started on this database
  const { rows } = await rowsOf({ queue: text, state: text, count: integer })`
    select name as queue, state::text as state, count(*) as count from pgboss.job
    where state <> 'completed' group by 1, 2`.execute(db);
  return rows.map(({ queue, state, count }) => ({ labels: { queue, state }, value: count }));
}

const told = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  kind: 'gauge',
  read: () => samples,
});
