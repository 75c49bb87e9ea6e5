import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { candidateFeatures, type Bought, type History, type ItemFacts } from './candidate-features.ts';
import { rankCandidates } from './choose-weights.ts';
import { boughtAgain } from './histories.ts';
import { unpackFacts, unpackRow } from './pack-row.ts';

export interface Recommended {
  /** `p:` and a product's id, or `s:` and a SKU. */
  readonly key: string;
  /** Orders that hold it together with something of the cart, at most: of the pair that speaks loudest. */
  readonly together: number;
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
  /** The key of each thing, and back: read once, so that a cart costs one look at the rows and a history another. */
  readonly keys: ReadonlyMap<number, string>;
  readonly items: ReadonlyMap<string, number>;
}

const MOST_OF_CART = 60; // a longer cart is judged by its last things
const MOST_ORDERS_BACK = 200;
const DAY_MS = 86_400_000;
const loaded = new WeakMap<Database, Model>();

/** What most likely completes a cart of those keys, best first; empty where nothing was learned of any of them. */
export async function recommend(
  db: Database,
  cart: readonly string[],
  options: RecommendOptions,
): Promise<readonly Recommended[]> {
  const keys = [...new Set(cart)].slice(-MOST_OF_CART);
  const { rows } = await sql<{ generation: number; item: number; support: number; neighbours: Uint8Array }>`
    select generation, item, support, neighbours from affinity_item
    where generation = (select generation from affinity_model) and key = any(${keys}::text[])`.execute(db);
  const generation = rows[0]?.generation;
  if (generation === undefined) return [];
  const model = await modelOf(db, generation);
  if (!model) return [];
  const history = options.customerId ? await historyOf(db, model, options.customerId, options.now) : null;
  const unpacked = rows.map((row) => unpackRow(row.neighbours));
  const candidates = candidateFeatures(
    rows.map((row) => row.item),
    unpacked,
    history,
    model.facts,
  );
  const least = options.leastSupport ?? 1;
  const best = rankCandidates(candidates, model.weights)
    .map((row) => candidates.items[row] as number)
    .filter((item) => model.facts.support(item) >= least)
    .slice(0, options.most);
  return best.flatMap((item) => {
    const key = model.keys.get(item);
    if (key === undefined) return [];
    const together = rows.map((row, at) => {
      const place = unpacked[at]?.other.indexOf(item) ?? -1;
      return place < 0 ? 0 : Math.round((unpacked[at]?.confidence[place] ?? 0) * row.support);
    });
    return [{ key, together: Math.max(0, ...together) }];
  });
}

async function modelOf(db: Database, generation: number): Promise<Model | null> {
  const known = loaded.get(db);
  if (known?.generation === generation) return known;
  const row = await db
    .selectFrom('affinity_model')
    .select(['generation', 'weights', 'facts'])
    .where('generation', '=', generation)
    .executeTakeFirst();
  if (!row) return null;
  const { rows } = await sql<{ item: number; key: string }>`
    select item, key from affinity_item where generation = ${generation}`.execute(db);
  const model = {
    generation,
    weights: row.weights as number[],
    facts: unpackFacts(row.facts),
    keys: new Map(rows.map(({ item, key }) => [item, key])),
    items: new Map(rows.map(({ item, key }) => [key, item])),
  };
  loaded.set(db, model);
  return model;
}

/** What the customer bought before, from their last orders. */
async function historyOf(
  db: Database,
  { items }: Model,
  customerId: string,
  now: Date,
): Promise<History | null> {
  const { rows } = await sql<{ days_ago: number; keys: string }>`
    with mine as materialized (
      select id, placed_at from customer_order
      where customer_id = ${customerId} and placed_at < ${now} and state not in ('cancelled', 'awaiting-payment')
      order by placed_at desc limit ${MOST_ORDERS_BACK})
    select ((${now.getTime() / DAY_MS})::float8 - extract(epoch from mine.placed_at) / 86400)::float8 as days_ago,
      string_agg(coalesce('p:' || v.product_id, 's:' || l.sku), chr(31)) as keys
    from mine join order_line l on l.order_id = mine.id and l.returned < l.quantity
      left join variant v on v.sku = l.sku
    group by mine.id, mine.placed_at`.execute(db);
  const bought = new Map<number, Bought>();
  let orders = 0;
  for (const row of rows) {
    const known = new Set(row.keys.split('\u001f').flatMap((key) => items.get(key) ?? []));
    orders += Number(known.size > 0);
    for (const item of known) bought.set(item, boughtAgain(bought.get(item), row.days_ago));
  }
  return orders ? { orders, bought } : null;
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
