import { shownBySlug, shownProducts } from '#src/catalog/shown-products.ts';
import { attributeOf, isAvailable, type Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { changesOf, stillStands, type SettledChanges } from '#src/database/changes.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { dismissedAt } from './dismissed.ts';
import { lastBought } from './last-bought.ts';
import { recommend } from './recommend.ts';

/** A product that goes with others, and how we know: from orders, from what the editors wrote, or from what it is for. */
export interface GoesTogether {
  readonly product: Product;
  readonly because: 'orders' | 'editors' | 'uses';
  /** Orders that held it together with `beside`; 0 where it is not from orders. */
  readonly together: number;
  /** Which of the others that was; null where it is not from orders. */
  readonly beside: Product | null;
  /** How many days ago the customer last bought it, where their orders may count; null where they did not. */
  readonly daysAgo: number | null;
}

export interface TogetherOptions {
  readonly now: Date;
  /** Whose earlier orders may count, with their consent; null for nobody. */
  readonly customerId?: string | null;
  /** The browser it is shown at, whose dismissals count; null for everybody. */
  readonly visitorId?: string | null;
}

/** One order with both is chance. */
const LEAST_TOGETHER = 2;
const LOOKED_AT = 500; // products, where nothing better is known than what they are for

/**
 * Up to `most` products that complete those, in stock, best first: what orders show, then what the editors paired,
 * then what is made for the same uses on other shelves. A shop without orders still gives an answer.
 */
export async function boughtTogether(
  db: Database,
  content: Content,
  products: readonly Product[],
  most: number,
  options: TogetherOptions,
): Promise<readonly GoesTogether[]> {
  if (!products.length || most <= 0) return [];
  const { now, customerId = null, visitorId = null } = options;
  const held = new Set([...products.map((product) => product.id), ...(await dismissedAt(db, visitorId))]);
  const found = new Map<number, GoesTogether>();
  const take = (
    all: readonly Product[],
    because: GoesTogether['because'],
    together: ReadonlyMap<number, Pick<GoesTogether, 'together' | 'beside'>>,
  ) => {
    for (const product of all)
      if (
        found.size < most &&
        !held.has(product.id) &&
        !found.has(product.id) &&
        product.variants.some(isAvailable)
      )
        found.set(product.id, {
          product,
          because,
          ...(together.get(product.id) ?? { together: 0, beside: null }),
          daysAgo: null,
        });
  };
  const learned = await recommend(
    db,
    products.map((product) => `p:${product.id}`),
    { most: most * 4, now, customerId },
  );
  const counts = new Map(
    learned
      .filter(({ key, together }) => key.startsWith('p:') && together >= LEAST_TOGETHER)
      .map(({ key, together, beside }) => [
        Number(key.slice(2)),
        { together, beside: products.find(({ id }) => beside === `p:${id}`) ?? null },
      ]),
  );
  take(await shownProducts(db, [...counts.keys()]), 'orders', counts);
  if (found.size < most) {
    const paired = products.flatMap((product) => content.productWords(product.slug)?.words.goesWith ?? []);
    take(await shownBySlug(db, [...new Set(paired)]), 'editors', new Map());
  }
  if (found.size < most) take(await madeForTheSame(db, products, most * 2), 'uses', new Map());
  const bought = customerId
    ? await lastBought(db, customerId, [...found.keys()], now)
    : new Map<number, number>();
  return [...found.values()].map((one) => ({ ...one, daysAgo: bought.get(one.product.id) ?? null }));
}

/** Products of other departments that share the most uses, among the most popular. */
async function madeForTheSame(db: Database, products: readonly Product[], most: number) {
  const wanted = new Set(products.flatMap(usesOf));
  if (!wanted.size) return [];
  const departments = new Set(products.map((product) => product.categorySlugs[0]));
  const fitting = (await popular.at(db, await changesOf(db)))
    .filter(({ within }) => !within.some((one) => departments.has(one)))
    .map(({ id, uses }) => ({ id, shared: uses.filter((use) => wanted.has(use)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared);
  return shownProducts(
    db,
    fitting.slice(0, most).map(({ id }) => id),
  );
}

const usesOf = (product: Pick<Product, 'attributes'>): readonly string[] => {
  const use = attributeOf(product, 'use');
  return use?.kind === 'words' ? use.values : [];
};

interface Popular {
  readonly id: number;
  /** The categories it stands in. */
  readonly within: readonly string[];
  readonly uses: readonly string[];
}

/** What the most popular products are for, most popular first; read once a version of the catalogue. */
const popular = followVersion<readonly Popular[], SettledChanges>(async (db) => {
  const { rows } = await rowsOf(columns('product', 'id', 'attributes', 'category_slugs'))`
      select id, attributes, category_slugs from product where status = 'active'
      order by popularity desc, id limit ${LOOKED_AT}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    within: row.category_slugs,
    uses: usesOf({ attributes: row.attributes as Product['attributes'] }),
  }));
}, stillStands);
