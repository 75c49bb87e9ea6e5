import type { FeedRow } from './raw-product.ts';

const MOST_ROWS = 10_000; // of one product; more are counted, not kept
const MOST_HELD = 25_000; // rows of products whose rows are scattered, held at one time

/** What a first reading of a feed found: how many rows each product has, and how many readings are needed. */
export interface Survey {
  readonly rows: number;
  readonly rowsOf: ReadonlyMap<string, number>;
  readonly rounds: number;
  keyOf(row: FeedRow): string;
  roundOf(key: string): number;
}

export interface SurveyRules {
  /** Whether keys that differ in case only are one product. */
  readonly caseless: boolean;
  onRow?(rows: number, row: FeedRow): void;
  /** Told once for each product whose rows write its key in several ways. */
  onOtherCase?(row: FeedRow, key: string): void;
}

/** Counts the rows of each product, joins rows that point to each other, and finds products whose rows are scattered. */
export async function survey(
  rows: AsyncIterable<FeedRow>,
  { caseless, onRow, onOtherCase }: SurveyRules = { caseless: false },
): Promise<Survey> {
  const counts = new Map<string, number>();
  const scattered = new Set<string>();
  const owner = new Map<string, string>();
  let last: string | undefined;
  let total = 0;
  const spelt = new Map<string, string>(); // by lower case, where the first spelling is another
  for await (const row of rows) {
    onRow?.((total += 1), row);
    if (caseless) {
      const lower = row.key.toLowerCase();
      const first = spelt.get(lower) ?? (counts.has(lower) ? lower : undefined);
      if (first !== undefined && first !== row.key && !owner.has(row.key)) {
        owner.set(row.key, first);
        onOtherCase?.(row, first);
      } else if (first === undefined && lower !== row.key) spelt.set(lower, row.key);
    }
    const count = counts.get(row.key) ?? 0;
    if (count > 0 && row.key !== last) scattered.add(row.key);
    counts.set(row.key, count + 1);
    last = row.key;
    for (const id of row.owns ?? []) if (id !== row.key) owner.set(id, row.key);
  }
  const root = (key: string): string => {
    let at = key;
    for (let steps = 0; steps < 8; steps++) at = owner.get(at) ?? at;
    return at;
  };
  for (const id of owner.keys()) {
    const count = counts.get(id);
    const to = root(id);
    if (count === undefined || to === id) continue;
    counts.delete(id);
    counts.set(to, (counts.get(to) ?? 0) + count);
    scattered.add(to);
  }
  let held = 0;
  for (const key of scattered) held += Math.min(MOST_ROWS, counts.get(key) ?? 0);
  const rounds = Math.max(1, Math.ceil(held / MOST_HELD));
  return {
    rows: total,
    rowsOf: counts,
    rounds,
    keyOf: (row) => root(row.key),
    roundOf: (key) => (rounds > 1 && scattered.has(key) ? spread(key) % rounds : 0),
  };
}

/**
 * The rows of each product together, as soon as its last row was read: in one reading where products stand
 * together, in as many as the survey asks for where so many are scattered that memory would not hold them.
 */
export async function* grouped<Row extends FeedRow>(
  read: (round: number) => AsyncIterable<Row>,
  plan: Survey,
): AsyncGenerator<readonly [Row, ...Row[]]> {
  for (let round = 0; round < plan.rounds; round++) {
    const open = new Map<string, { rows: Row[]; met: number }>();
    for await (const row of read(round)) {
      const key = plan.keyOf(row);
      if (plan.roundOf(key) !== round) continue;
      const group = open.get(key) ?? { rows: [], met: 0 };
      if (group.met === 0) open.set(key, group);
      group.met += 1;
      if (group.rows.length < MOST_ROWS) group.rows.push(key === row.key ? row : { ...row, key });
      if (group.met < (plan.rowsOf.get(key) ?? 0)) continue;
      open.delete(key);
      yield group.rows as [Row, ...Row[]];
    }
  }
}

/** FNV-1a, 32 bit: spreads scattered products evenly over the readings. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
