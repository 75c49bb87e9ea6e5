import type { RawFact, RawProduct, RawStock, RawVariant, FeedRow } from './raw-product.ts';
import { shopifyColumns, type ShopifyColumns, type ShopifyField } from './shopify-columns.ts';
import { gramsOf } from '#src/catalog/import/values/measures.ts';
import type { TableRow } from '#src/catalog/import/files/table-rows.ts';
import type { Tell } from '#src/catalog/import/report.ts';

export interface ShopifyRow {
  readonly columns: ShopifyColumns;
  readonly cells: readonly string[];
}

/** The rows of a Shopify export, each with the handle of its product. */
export async function* shopifyRows(
  rows: AsyncIterable<TableRow>,
  file: string,
  tell: Tell,
): AsyncGenerator<FeedRow<ShopifyRow>> {
  let columns: ShopifyColumns | undefined;
  for await (const { line, cells } of rows) {
    if (!columns) {
      columns = shopifyColumns(cells);
      continue;
    }
    const key = cells[columns.at.handle ?? -1]?.trim();
    if (key) yield { file, line, key, data: { columns, cells } };
    else {
      tell({
        level: 'rejected',
        scope: 'row',
        line,
        field: 'Handle',
        reason: 'The row has no handle, so it belongs to no product.',
        fix: 'Write the handle of its product into the row.',
      });
    }
  }
}

const cell = (row: FeedRow<ShopifyRow>, field: ShopifyField): string =>
  row.data.cells[row.data.columns.at[field] ?? -1]?.trim() ?? '';

/** Brings the rows of one handle together: the first titled row tells the product, every row may add a variant or a picture. */
export function shopifyProduct(
  rows: readonly [FeedRow<ShopifyRow>, ...FeedRow<ShopifyRow>[]],
  currency: string,
): RawProduct {
  const head = rows.find((row) => cell(row, 'title')) ?? rows[0];
  const first = (field: ShopifyField) => cell(head, field);
  const names = (['option1Name', 'option2Name', 'option3Name'] as const).map(
    (field) => rows.map((row) => cell(row, field)).find(Boolean) ?? '',
  );
  const category = first('category') || googleCategory(first('googleCategory')) || first('type');
  const facts = factsIn(head, 'product');
  return {
    file: head.file,
    line: head.line,
    key: head.key,
    slugFrom: head.key,
    title: first('title'),
    titleField: 'Title',
    html: first('html'),
    brand: first('vendor'),
    productType: first('type'),
    categoryPath: category.split('>'),
    tags: first('tags').split(','),
    condition: first('condition'),
    status: statusOf(first('status'), first('published')),
    facts,
    images: picturesIn(rows),
    variants: rows.filter(isVariantRow).map((row) => variantIn(row, names, currency)),
  };
}

const isVariantRow = (row: FeedRow<ShopifyRow>): boolean =>
  (['price', 'sku', 'option1'] as const).some((field) => cell(row, field));

function variantIn(row: FeedRow<ShopifyRow>, names: readonly string[], currency: string): RawVariant {
  const options = (['option1', 'option2', 'option3'] as const).flatMap((field, at) => {
    const value = cell(row, field);
    const name = names[at] || `Option ${at + 1}`;
    // Shopify writes `Title` / `Default Title` for a product without options.
    return value && !(name === 'Title' && value === 'Default Title') ? [[name, value] as const] : [];
  });
  return {
    file: row.file,
    line: row.line,
    sku: cell(row, 'sku').replace(/^'/, ''),
    options,
    facts: factsIn(row, 'variant'),
    gtin: cell(row, 'barcode'),
    mpn: cell(row, 'mpn'),
    price: cell(row, 'price'),
    priceField: 'Variant Price',
    compareAt: cell(row, 'compareAt'),
    currency,
    grams: gramsOf(cell(row, 'grams'), 'g'),
    measure: cell(row, 'measure')
      ? {
          amount: cell(row, 'measure'),
          unit: cell(row, 'measureUnit'),
          baseAmount: cell(row, 'baseMeasure'),
          baseUnit: cell(row, 'baseMeasureUnit'),
        }
      : null,
    imageUrl: cell(row, 'variantImage'),
    stock: stockIn(row),
  };
}

/**
 * As Shopify does: without a tracker the quantity is ignored and the variant can always be bought; with one the
 * quantity counts, below zero (oversold) is none, and `continue` goes on selling at zero.
 */
function stockIn(row: FeedRow<ShopifyRow>): RawStock {
  const later = /^(?:continue|true)$/i.test(cell(row, 'policy'));
  if (!cell(row, 'tracker')) return { left: null, available: 'yes' };
  return { left: cell(row, 'quantity') || '0', available: later ? 'later' : 'yes' };
}

function statusOf(status: string, published: string): RawProduct['status'] {
  if (/^archived$/i.test(status)) return 'archived';
  if (/^(?:draft|unlisted)$/i.test(status) || /^(?:false|no|0)$/i.test(published)) return 'draft';
  return 'active';
}

const googleCategory = (text: string): string => (/^\d+$/.test(text) ? '' : text);

function factsIn(row: FeedRow<ShopifyRow>, of: 'product' | 'variant'): RawFact[] {
  return row.data.columns.facts.flatMap(({ at, of: owner, label, key }) => {
    const value = row.data.cells[at]?.trim();
    return owner === of && value ? [{ label, key, ...metafieldValue(value) }] : [];
  });
}

/** A metafield is plain text, or JSON where it is a list or a measurement; references to other records say nothing here. */
function metafieldValue(text: string): Pick<RawFact, 'value' | 'unit'> {
  if (/^gid:\/\//.test(text)) return { value: [] };
  if (!/^[[{]/.test(text)) return { value: text };
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) {
      return {
        value: parsed
          .filter((one) => typeof one === 'string' || typeof one === 'number')
          .map(String)
          .filter((one) => !one.startsWith('gid://')),
      };
    }
    const { value, unit } = parsed as { value?: unknown; unit?: unknown };
    if (typeof value === 'number' || typeof value === 'string')
      return { value, unit: typeof unit === 'string' ? unit.toLowerCase() : null };
    return { value: [] };
  } catch {
    return { value: text };
  }
}

function picturesIn(rows: readonly FeedRow<ShopifyRow>[]): RawProduct['images'] {
  return rows
    .filter((row) => cell(row, 'image'))
    .map((row, at) => ({
      url: cell(row, 'image'),
      alt: cell(row, 'imageAlt'),
      line: row.line,
      position: Number(cell(row, 'imagePosition')) || at + 1,
    }))
    .sort((a, b) => a.position - b.position)
    .map(({ url, alt, line }) => ({ url, alt, line }));
}
