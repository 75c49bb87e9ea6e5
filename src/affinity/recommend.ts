import { float, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { keptAtVersion } from '#src/database/kept-at-version.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import { alignedWeights, candidateFeatures, rankCandidates, type ItemFacts } from './candidate-features.ts';
import { FITTING } from './choose-weights.ts';
import { historyOf, LEAST_THINGS, MOST_ORDERS_BACK, ORDERS_BACK, type History } from './histories.ts';
import { unpackFacts, unpackRow } from './pack-row.ts';

export interface Recommended {
  /** `p:` and a product's id, or `s:` and a SKU. */
  readonly key: string;
  /** Orders that hold it together with something of the cart, at most: of the pair that speaks loudest. */
  readonly together: number;
  /** The thing of the cart in that pair; null where no order held both. */
  readonly beside: string | null;
}

export interface RecommendOptions {
  readonly most: number;
  /** Whose earlier orders count too; null for nobody. Ask for consent first: `mayPersonalise`. */
  readonly customerId?: string | null | undefined;
  /** Orders from here on are not looked at. */
  readonly now: Date;
  /** Things in fewer orders than this are not recommended. */
  readonly leastSupport?: number;
}

interface Model {
  readonly generation: number;
  readonly weights: readonly number[];
  readonly facts: ItemFacts;
  /** The key of each thing, and back. */
  readonly keys: ReadonlyMap<number, string>;
  readonly items: ReadonlyMap<string, number>;
  /** The thing of a SKU that some history held; -1 for one that was never learned. */
  readonly bySku: Map<string, number>;
}

const MOST_OF_CART = 60; // a longer cart is judged by its last things
const MOST_SKUS_KNOWN = 100_000;
const DAY_MS = 86_400_000;
const loaded = new WeakMap<Database, Promise<Model | null>>();

/** What most likely completes a cart of those keys, best first; empty where nothing was learned of any of them. */
export async function recommend(
  db: Database,
  cart: readonly string[],
  options: RecommendOptions,
): Promise<readonly Recommended[]> {
  const keys = [...new Set(cart)].slice(-MOST_OF_CART);
  const { customerId, now } = options;
  const generation = (await generations(db, [NOW])).get(NOW);
  if (!generation) return [];
  const model = await modelOf(db, generation);
  const learned = keys.filter((key) => model?.items.has(key));
  if (!model || learned.length === 0) return [];
  const [rows, past] = await Promise.all([
    learnedOf(db, learned),
    customerId ? ordersOf(db, customerId, now) : [],
  ]);
  // Between the statements something newer was put in its place: the page's next view will have it.
  if (rows[0]?.generation !== model.generation) return [];
  const history = await historyFrom(db, model, past);
  const unpacked = rows.map((row) => unpackRow(row.neighbours));
  const candidates = candidateFeatures(
    rows.map((row) => row.item),
    unpacked,
    history,
    model.facts,
    FITTING.candidates,
  );
  const least = options.leastSupport ?? 1;
  const best = rankCandidates(candidates, model.weights)
    .map((row) => candidates.items[row] as number)
    .filter((item) => model.facts.support(item) >= least)
    .slice(0, options.most);
  return best.flatMap((item) => {
    const key = model.keys.get(item);
    if (key === undefined) return [];
    let [together, beside]: [number, string | null] = [0, null];
    rows.forEach((row, at) => {
      const place = unpacked[at]?.other.indexOf(item) ?? -1;
      const held = place < 0 ? 0 : Math.round((unpacked[at]?.confidence[place] ?? 0) * row.support);
      if (held > together) [together, beside] = [held, model.keys.get(row.item) ?? null];
    });
    return [{ key, together, beside }];
  });
}

const NOW = 'now';

/** Which learning stands; 0: none. */
const generations = keptAtVersion<typeof NOW, number>(1, async (db) => {
  const { rows } = await rowsOf(columns('affinity_model', 'generation'))`
    select generation from affinity_model`.execute(db);
  return new Map([[NOW, rows[0]?.generation ?? 0]]);
});

/** The rows of the cart's things in what is learned now, by whatever process. */
async function learnedOf(db: Database, keys: readonly string[]) {
  const { rows } = await rowsOf({
    ...columns('affinity_item', 'item', 'support', 'neighbours'),
    generation: integer,
  })`
    select generation, item, support, neighbours from affinity_item
    where generation = (select generation from affinity_model) and key = any(${keys}::text[])`.execute(db);
  return rows;
}

/** What is learned, read once a generation, so that a cart costs one look at its rows and a history another. */
async function modelOf(db: Database, generation: number): Promise<Model | null> {
  const known = await loaded.get(db)?.catch(() => null);
  if (known?.generation === generation) return known;
  const reading = readModel(db);
  loaded.set(db, reading);
  return reading;
}

async function readModel(db: Database): Promise<Model | null> {
  const row = await db
    .selectFrom('affinity_model')
    .select(['generation', 'weights', 'features', 'facts'])
    .executeTakeFirst();
  if (!row) return null;
  const { rows } = await rowsOf(columns('affinity_item', 'item', 'key'))`
    select item, key from affinity_item where generation = ${row.generation}`.execute(db);
  return {
    generation: row.generation,
    weights: alignedWeights(row.weights as number[], row.features as string[] | null),
    facts: unpackFacts(row.facts),
    keys: new Map(rows.map(({ item, key }) => [item, key])),
    items: new Map(rows.map(({ item, key }) => [key, item])),
    bySku: new Map(),
  };
}

const BETWEEN = '\u001f';
const pastOrder = { days_ago: float, skus: text };
type PastOrder = RowOf<typeof pastOrder>;

/** The customer's last orders, the latest first: many small ones or some full ones (`historyOf` takes as many as count). */
async function ordersOf(db: Database, customerId: string, now: Date): Promise<readonly PastOrder[]> {
  const last = await ordersFrom(db, customerId, now, 0, ORDERS_BACK);
  const things = last.reduce((sum, { skus }) => sum + skus.split(BETWEEN).length, 0);
  if (last.length < ORDERS_BACK || things >= LEAST_THINGS) return last;
  return [...last, ...(await ordersFrom(db, customerId, now, ORDERS_BACK, MOST_ORDERS_BACK - ORDERS_BACK))];
}

/**
 * Each order's lines are a question of their own, so that no plan reads everybody's lines: the embedded database keeps
 * no statistics, and had chosen that.
 */
async function ordersFrom(
  db: Database,
  customerId: string,
  now: Date,
  from: number,
  most: number,
): Promise<readonly PastOrder[]> {
  const { rows } = await rowsOf(pastOrder)`
    select ((${now.getTime() / DAY_MS})::float8 - extract(epoch from placed_at) / 86400)::float8 as days_ago,
      array_to_string(array(select sku from order_line
        where order_id = mine.id and returned < quantity), chr(31)) as skus
    from (select id, placed_at from customer_order
      where customer_id = ${customerId} and placed_at < ${now} and state not in ('cancelled', 'awaiting-payment')
      order by placed_at desc, id desc limit ${most} offset ${from}) as mine`.execute(db);
  return rows;
}

async function historyFrom(db: Database, model: Model, past: readonly PastOrder[]): Promise<History | null> {
  const skus = past.map((order) => order.skus.split(BETWEEN));
  await learnSkus(db, model, skus.flat());
  return historyOf(
    past.map(({ days_ago: daysAgo }, at) => {
      const known = new Set(skus[at]?.map((sku) => model.bySku.get(sku) ?? -1));
      known.delete(-1);
      return { daysAgo, items: [...known] };
    }),
  );
}

/** Which things those SKUs are: of a product, or of what the catalogue does not know. Asked once a SKU. */
async function learnSkus(db: Database, model: Model, skus: readonly string[]): Promise<void> {
  if (model.bySku.size > MOST_SKUS_KNOWN) model.bySku.clear();
  const unknown = [...new Set(skus)].filter((sku) => !model.bySku.has(sku));
  if (!unknown.length) return;
  const { rows } = await rowsOf(columns('variant', 'sku', 'product_id'))`
    select sku, product_id from variant where sku = any(${unknown}::text[])`.execute(db);
  const product = new Map(rows.map((row) => [row.sku, row.product_id]));
  for (const sku of unknown) {
    const id = product.get(sku);
    model.bySku.set(sku, model.items.get(id === undefined ? `s:${sku}` : `p:${id}`) ?? -1);
  }
}

/** Whether that customer agreed that earlier orders may shape what is shown. */
export async function mayPersonalise(db: Database, customerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('customer_consent')
    .select('purpose')
    .where('customer_id', '=', customerId)
    .where('purpose', '=', 'personalisation')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
