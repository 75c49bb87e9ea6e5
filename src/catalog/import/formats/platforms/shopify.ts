import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Shopify's product CSV: the classic export and the template of 2024, which names its columns anew. */
export const shopify: TableFormat = {
  name: 'shopify',
  called: 'Shopify product CSV',
  needs: [['handle', 'url handle'], ['title']],
  rows: 'key',
  caseless: true,
  fields: {
    key: ['handle', 'url handle'],
    title: ['title'],
    html: ['body (html)', 'body html', 'description'],
    brand: ['vendor'],
    category: [
      'product category',
      'standardized product type',
      'custom product type',
      'google shopping / google product category',
    ],
    type: ['type'],
    tags: ['tags'],
    published: ['published', 'published on online store'],
    status: ['status'],
    sku: ['variant sku', 'sku'],
    weight: ['variant grams', 'weight value (grams)'],
    tracked: ['variant inventory tracker', 'inventory tracker'],
    quantity: ['variant inventory qty', 'inventory quantity'],
    backorder: ['variant inventory policy', 'continue selling when out of stock'],
    price: ['variant price', 'price'],
    compareAt: ['variant compare at price', 'compare-at price'],
    measure: ['unit price total measure'],
    measureUnit: ['unit price total measure unit'],
    baseMeasure: ['unit price base measure'],
    baseMeasureUnit: ['unit price base measure unit'],
    barcode: ['variant barcode', 'barcode'],
    image: ['image src', 'product image url'],
    imagePosition: ['image position'],
    imageAlt: ['image alt text'],
    variantImage: ['variant image', 'variant image url'],
    condition: ['google shopping / condition'],
    mpn: ['google shopping / mpn'],
  },
  numbered: { name: /^option(\d) name$/, value: /^option(\d) value$/ },
  // What the merchant pays, how it ships and is taxed, prices of other markets, and words for other channels.
  platform:
    /^(?:variant (?:weight unit|inventory .*|grams)|inventory .*|weight unit for display|option\d linked to|(?:included|price|compare[ -]at price|published) \/ .*|status \/ .*|google shopping \/ (?!gender$|age group$).*|gift card)$/,
};
