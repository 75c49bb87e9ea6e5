import { productsAfter } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { truthOf, type FactName, type Told } from './stated-facts.ts';
import type { Shelves, Surface } from './surface.ts';

export interface Difference {
  readonly surface: string;
  readonly slug: string;
  readonly sku: string;
  readonly fact: FactName;
  /** What the rows and policies say. */
  readonly truth: string;
  readonly told: string;
}

export interface SurfaceCount {
  readonly name: string;
  readonly comparisons: number;
  readonly differences: number;
  readonly facts: readonly FactName[];
}

export interface Parity {
  readonly products: number;
  readonly variants: number;
  readonly comparisons: number;
  readonly surfaces: readonly SurfaceCount[];
  readonly differences: readonly Difference[];
}

const AT_ONCE = 20;

/** Walks every product over every surface and compares what each tells with the rows of `db`. */
export async function proveParity(
  db: Database,
  shelves: Shelves,
  surfaces: readonly Surface[],
  progress: (products: number) => void = () => {},
  now = new Date(),
): Promise<Parity> {
  const counts = new Map(surfaces.map(({ name }) => [name, { comparisons: 0, facts: new Set<FactName>() }]));
  const differences: Difference[] = [];
  const once = { ...shelves }; // surfaces keep what they read by these shelves: another proof reads anew
  let products = 0;
  let variants = 0;
  for (let after = 0; ;) {
    const page = await productsAfter(db, after, AT_ONCE);
    const last = page.at(-1);
    if (!last) break;
    for (const product of page) {
      const forMembers = await memberPrices(db, shelves.content, product, now);
      for (const surface of surfaces) {
        const read = await readOrFault(surface, once, product);
        const count = counts.get(surface.name);
        for (const variant of product.variants) {
          const truth = truthOf(
            shelves.content,
            product,
            variant,
            forMembers.get(variant.sku)?.price ?? null,
          );
          const told = read.told.get(variant.sku);
          for (const fact of surface.facts(variant)) {
            if (count) count.comparisons += 1;
            count?.facts.add(fact);
            const said = told?.[fact];
            if (said === truth[fact]) continue;
            differences.push({
              surface: surface.name,
              slug: product.slug,
              sku: variant.sku,
              fact,
              truth: truth[fact] ?? 'none',
              told: read.fault ?? (told ? (said ?? 'none') : 'the variant is not there'),
            });
          }
        }
      }
      variants += product.variants.length;
      progress(++products);
    }
    after = last.id;
  }
  const surfaceCounts = [...counts].map(([name, { comparisons, facts }]) => ({
    name,
    comparisons,
    differences: differences.filter((one) => one.surface === name).length,
    facts: [...facts],
  }));
  const comparisons = surfaceCounts.reduce((sum, one) => sum + one.comparisons, 0);
  return { products, variants, comparisons, surfaces: surfaceCounts, differences };
}

/** A surface that cannot be read tells nothing: each of its facts is a difference that says why. */
async function readOrFault(
  surface: Surface,
  shelves: Shelves,
  product: Product,
): Promise<{ readonly told: ReadonlyMap<string, Told>; readonly fault: string | null }> {
  try {
    return { told: await surface.read(shelves, product), fault: null };
  } catch (error) {
    return { told: new Map(), fault: `it cannot be read: ${(error as Error).message}` };
  }
}
