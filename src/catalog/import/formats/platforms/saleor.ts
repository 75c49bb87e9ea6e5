import type { Option, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Saleor's descriptions are blocks of Editor.js. */
function htmlOfBlocks(found: string): string {
  if (!found.startsWith('{')) return found;
  try {
    const { blocks } = JSON.parse(found) as {
      blocks?: readonly { data?: { text?: unknown; items?: unknown } }[];
    };
    return (blocks ?? [])
      .flatMap(({ data }) => [data?.text, ...(Array.isArray(data?.items) ? (data.items as unknown[]) : [])])
      .filter((text) => typeof text === 'string')
      .map((text) => `<p>${text}</p>`)
      .join('');
  } catch {
    return found;
  }
}

/** Saleor's product export, or its products as its GraphQL answers them. */
export const saleor: TableFormat = {
  name: 'saleor',
  called: 'Saleor products as CSV or JSON',
  needs: [
    ['name'],
    ['variant sku', 'variants.sku', 'productvariants.sku'],
    [
      'product type',
      'producttype.name',
      'variants.pricing.price.gross.amount',
      'variants.channellistings.price.amount',
    ],
  ],
  rows: 'key',
  fields: {
    key: ['slug', 'id'],
    title: ['name'],
    html: ['description as str', 'description'],
    type: ['product type', 'producttype.name'],
    category: ['category', 'category.name'],
    tags: ['collections', 'collections.name'],
    sku: ['variant sku', 'variants.sku'],
    price: [
      'variants.pricing.priceundiscounted.gross.amount',
      'variants.pricing.price.gross.amount',
      'variants.channellistings.price.amount',
      'pricing.pricerange.start.gross.amount',
    ],
    currency: [
      'variants.pricing.price.gross.currency',
      'variants.channellistings.price.currency',
      'pricing.pricerange.start.gross.currency',
    ],
    quantity: ['variants.quantityavailable', 'variants.stocks.quantity'],
    variantTitle: ['variants.name'],
    image: ['product media', 'media.url', 'thumbnail.url'],
    variantImage: ['variant media', 'variants.media.url'],
  },
  patterns: {
    price: /channel price amount$/,
    quantity: /warehouse quantity$/,
    currency: /channel currency(?: code)?$/,
  },
  others: 'left-out',
  html: htmlOfBlocks,
  isVariant: (row) => row.get('sku') !== '' || row.get('price') !== '',
  options(row, { rows }): readonly Option[] {
    const names = row.named('variants.attributes.attribute.name').split('\n');
    const values = row.named('variants.attributes.values.name').split('\n');
    const pairs = names.flatMap((name, at): readonly Option[] =>
      name && values[at] ? [[name, values[at]]] : [],
    );
    return pairs.length || rows.length === 1 || !row.get('variantTitle')
      ? pairs
      : [['Variant', row.get('variantTitle')]];
  },
};
