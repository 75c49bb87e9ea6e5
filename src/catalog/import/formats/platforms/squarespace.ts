import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Squarespace's product export: a product's first row is its first variant; further variants have no title. */
export const squarespace: TableFormat = {
  name: 'squarespace',
  called: 'Squarespace product CSV',
  needs: [['product id [non editable]'], ['title'], ['price']],
  rows: 'following',
  fields: {
    key: ['product url'],
    id: ['product id [non editable]'],
    kind: ['product type [non editable]'],
    title: ['title'],
    html: ['description'],
    category: ['categories'],
    tags: ['tags'],
    published: ['visible'],
    sku: ['sku'],
    barcode: ['gtin'],
    mpn: ['mpn'],
    price: ['price'],
    salePrice: ['sale price'],
    quantity: ['stock'],
    image: ['hosted image urls'],
  },
  numbered: { name: /^option name (\d)$/, value: /^option value (\d)$/ },
  // Weight stands there in the site's own unit, which the file does not name.
  platform: /^(?:variant id \[non editable\]|product page|on sale|weight|length|width|height|product url)$/,
  split: { images: /[\s]/, categories: /,\s*/, levels: /\// },
  category: (found) => found.replaceAll(/(^|,\s*)\//g, '$1'),
  salePrice: (row) => (/^(?:yes|true|1)$/i.test(row.named('on sale')) ? row.get('salePrice') : ''),
  stock(row) {
    const left = row.get('quantity');
    if (/^unlimited$/i.test(left)) return { left: null, available: 'yes' };
    return left ? { left, available: 'yes' } : { left: null, available: 'yes', silent: true };
  },
};
