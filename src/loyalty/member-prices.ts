import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { memberPriceOf, type MemberPrice } from './member-price.ts';
import { selects } from './selected-lines.ts';
import { offerLines } from './offer-lines.ts';

/** What members pay for one of each variant of a product, by SKU; only those for which they pay less. */
export async function memberPrices(
  db: Database,
  content: Pick<Content, 'offers' | 'program' | 'store'>,
  product: Product,
  now: Date,
): Promise<ReadonlyMap<string, MemberPrice>> {
  const { variants, slug: productSlug, categorySlugs, brand, tags } = product;
  const isMeant = content.offers.some(
    ({ words }) =>
      words.reward.memberPrice &&
      variants.some(({ price: unit }) =>
        selects(words.products, { productSlug, categorySlugs, brand, tags, unit, onSale: false }),
      ),
  );
  if (!content.program || !isMeant) return new Map(); // most products: no look at the rows
  const lines = await offerLines(
    db,
    content,
    variants.map((variant) => ({ product, variant, quantity: 1 })),
  );
  return new Map(
    lines.flatMap((line) => {
      const price = memberPriceOf(content, line, now);
      return price ? [[line.sku, price] as const] : [];
    }),
  );
}
