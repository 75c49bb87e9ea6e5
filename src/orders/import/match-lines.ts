import type { Tell } from '#src/catalog/import/report.ts';
import type { Database } from '#src/database/database.ts';
import { nullable } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { DraftLine, DraftOrder } from './order-draft.ts';

/**
 * Gives lines the SKUs by which this shop sells what they name: a line without a SKU by `title - options`, one whose SKU
 * several variants share by its title too. A line that names nothing known by a SKU keeps it, for it was sold once; one
 * without is told and left out, and so is an order of which nothing is left.
 */
export async function matchLines(
  db: Database,
  orders: readonly DraftOrder[],
  tell: Tell,
): Promise<readonly DraftOrder[]> {
  const lines = orders.flatMap((order) => order.lines);
  const unnamed = lines.filter(({ sku }) => !sku);
  const skus = [...new Set(lines.flatMap(({ sku }) => sku || []))];
  const variants = await variantsNamed(
    db,
    skus,
    unnamed.map(({ title }) => title),
  );
  const known = new Set(variants.map(({ sku }) => sku));
  const byName = Map.groupBy(variants, ({ name }) => name);
  const byMerchantSku = Map.groupBy(variants, ({ merchant }) => merchant ?? '');
  const only = (found: readonly { readonly sku: string }[] | undefined) =>
    found?.length === 1 ? found[0]?.sku : undefined;
  const skuOf = ({ sku, title }: DraftLine): string | undefined => {
    const named = byName.get(nameOf(title));
    if (!sku) return only(named);
    if (known.has(sku)) return sku;
    const sharing = byMerchantSku.get(sku);
    return only(sharing) ?? only(named?.filter(({ merchant }) => merchant === sku)) ?? sku;
  };
  return orders.flatMap((order) => {
    const matched = order.lines.flatMap((line): DraftLine[] => {
      const sku = skuOf(line);
      if (sku) return [{ ...line, sku }];
      tell({
        level: 'rejected',
        scope: 'row',
        line: order.line,
        product: order.key,
        field: 'sku',
        found: line.title,
        reason:
          'The line has no SKU, and no product or several are called so; the rest of the order is taken.',
        fix: 'Give the line its SKU, or import the catalogue first.',
      });
      return [];
    });
    return matched.length ? [{ ...order, lines: joined(matched) }] : [];
  });
}

const nameOf = (title: string): string => title.toLowerCase().replace(/\s+/g, ' ').trim();

async function variantsNamed(db: Database, skus: readonly string[], titles: readonly string[]) {
  // `Linen shirt - M / Blue`: of several dashes any may be the one before the options.
  const products = titles.flatMap((title) => {
    const parts = title.split(' - ');
    return parts.map((_, at) =>
      parts
        .slice(0, at + 1)
        .join(' - ')
        .trim()
        .toLowerCase(),
    );
  });
  const { rows } = await rowsOf({
    sku: tables.variant.sku,
    merchant: nullable(tables.variant.sku),
    product: tables.product.title,
    options: tables.variant.title,
  })`
    select v.sku, v.merchant_sku as merchant, p.title as product, v.title as options
    from variant v join product p on p.id = v.product_id
    where v.sku = any(${[...skus]}::text[]) or v.merchant_sku = any(${[...skus]}::text[])
      or lower(p.title) = any(${[...new Set(products)]}::text[])`.execute(db);
  return rows.map(({ sku, merchant, product, options }) => ({
    sku,
    merchant,
    name: nameOf(options ? `${product} - ${options}` : product),
  }));
}

/** Lines that turn out to be of one variant are one line. */
function joined(lines: readonly DraftLine[]): readonly DraftLine[] {
  const bySku = new Map<string, DraftLine>();
  for (const line of lines) {
    const before = bySku.get(line.sku);
    bySku.set(
      line.sku,
      before
        ? { ...before, quantity: before.quantity + line.quantity, returned: before.returned + line.returned }
        : line,
    );
  }
  return [...bySku.values()];
}
