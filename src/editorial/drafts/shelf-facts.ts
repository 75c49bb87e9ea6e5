import type { Attribute, ProductOption } from '#src/catalog/product.ts';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

/** What the rows of a category, or of the whole shop, say together; counted in products. */
export interface ShelfFacts {
  readonly products: number;
  /** Makers, those with most products first. */
  readonly brands: readonly string[];
  /** What products are told apart by: words that most of them state, and that are not the same on all. */
  readonly traits: readonly Trait[];
}

interface Trait {
  readonly label: string;
  /** The commonest first. */
  readonly values: readonly string[];
  /** How many products state it. */
  readonly products: number;
}

const BATCH = 2_000;
const STATED = 0.6; // of the products, those that state a trait worth drafting words from
const MOST_VALUES = 12;
const VALUE_LENGTH = 40;

interface Tally {
  products: number;
  readonly brands: Map<string, number>;
  readonly traits: Map<string, { products: number; readonly values: Map<string, number> }>;
}

/** The facts of every category by its address, and of the whole shop under the empty one. */
export async function shelfFacts(db: Database): Promise<ReadonlyMap<string, ShelfFacts>> {
  const tallies = new Map<string, Tally>();
  let last = 0;
  for (;;) {
    const { rows } = await rowsOf({
      id: integer,
      ...columns('product', 'brand', 'attributes', 'options'),
      slugs: tables.product.category_slugs,
    })`
      select id, brand, attributes, options, category_slugs as slugs from product
      where status = 'active' and id > ${last} order by id limit ${BATCH}`.execute(db);
    for (const { brand, attributes, options, slugs } of rows)
      for (const slug of ['', ...slugs])
        count(tallyOf(tallies, slug), brand, attributes as Attribute[], options as ProductOption[]);
    if (rows.length < BATCH) break;
    last = rows.at(-1)?.id ?? last;
  }
  return new Map([...tallies].map(([slug, tally]) => [slug, factsOf(tally)]));
}

function tallyOf(tallies: Map<string, Tally>, slug: string): Tally {
  const tally = tallies.get(slug) ?? { products: 0, brands: new Map(), traits: new Map() };
  tallies.set(slug, tally);
  return tally;
}

function count(
  tally: Tally,
  brand: string | null,
  attributes: readonly Attribute[],
  options: readonly ProductOption[],
): void {
  tally.products += 1;
  if (brand) add(tally.brands, brand);
  const stated = new Map<string, readonly string[]>();
  for (const one of attributes) if (one.kind === 'words') stated.set(one.label, one.values);
  for (const { name, values } of options) stated.set(name, values);
  for (const [label, values] of stated) {
    const trait = tally.traits.get(label) ?? { products: 0, values: new Map<string, number>() };
    tally.traits.set(label, trait);
    trait.products += 1;
    for (const value of new Set(values)) add(trait.values, value);
  }
}

function factsOf({ products, brands, traits }: Tally): ShelfFacts {
  return {
    products,
    brands: ordered(brands),
    traits: [...traits]
      .filter(
        ([, { products: stating, values }]) =>
          stating >= products * STATED &&
          values.size > 1 &&
          values.size <= MOST_VALUES &&
          [...values.keys()].every((value) => value.length <= VALUE_LENGTH),
      )
      .map(([label, { products: stating, values }]) => ({
        label,
        values: ordered(values),
        products: stating,
      }))
      .toSorted((a, b) => b.products - a.products || a.values.length - b.values.length),
  };
}

function add(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

const ordered = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
