import type { Product, Variant } from '#src/catalog/product.ts';
import { isReduced } from '#src/catalog/reduced.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { money, type Money } from '#src/money/money.ts';
import type { OfferLine } from './offer-outcome.ts';

interface Line {
  readonly product: Product;
  readonly variant: Variant;
  readonly quantity: number;
}

/** The lines of a cart as offers see them, with the lowest price that the program and the known cost allow. */
export async function offerLines(
  db: Database,
  content: Pick<Content, 'program'>,
  lines: readonly Line[],
): Promise<readonly OfferLine[]> {
  const skus = lines.map((line) => line.variant.sku);
  const { rows } = skus.length
    ? await rowsOf(columns('variant_cost', 'sku', 'cost_minor', 'currency'))`
        select sku, cost_minor, currency from variant_cost where sku = any(${skus}::text[])`.execute(db)
    : { rows: [] };
  return lines.map(({ product, variant, quantity }) => {
    const cost = rows.find((row) => row.sku === variant.sku && row.currency === variant.price.currency);
    return {
      sku: variant.sku,
      productId: product.id,
      productSlug: product.slug,
      title: product.title,
      quantity,
      unit: variant.price,
      onSale: isReduced(variant),
      floor: floorOf(content, variant.price, cost ? cost.cost_minor : null),
      categorySlugs: product.categorySlugs,
      brand: product.brand,
      tags: product.tags,
    };
  });
}

/** The lowest price of one, rounded up; null where neither the program nor a known cost says one. */
export function floorOf(content: Pick<Content, 'program'>, price: Money, cost: number | null): Money | null {
  const floor = content.program?.words.floor;
  const parts = [
    floor?.percentOfPrice ? Math.ceil((price.minor * floor.percentOfPrice) / 100) : null,
    floor?.percentOfCost && cost !== null ? Math.ceil((cost * floor.percentOfCost) / 100) : null,
  ].filter((part) => part !== null);
  // A shelf price below the floor is the merchant's own decision: no offer lowers it, none raises it.
  return parts.length ? money(Math.min(price.minor, Math.max(...parts)), price.currency) : null;
}
