import type { Option, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** `[S]Size=Large,[RB]Colour=Red` of the older export, `Type=Dropdown|Name=Size|Value=Large` of the newer one. */
function optionsIn(text: string): readonly Option[] {
  const named = [...text.matchAll(/Name=([^|\n]+)\|Value=([^|\n;]+)/g)];
  const listed = [...text.matchAll(/\[[A-Z]{1,3}\]([^=,[]+)=([^,[]+)/g)];
  return [...named, ...listed].map(([, name = '', value = '']) => [
    name.trim(),
    value.trim().replace(/:#[\da-f]{3,8}$/i, ''),
  ]);
}

/** BigCommerce's product export, older and newer: rows of SKUs, variants, rules and pictures follow their product's. */
export const bigcommerce: TableFormat = {
  name: 'bigcommerce',
  called: 'BigCommerce product CSV',
  needs: [
    ['item type', 'item'],
    ['product name', 'name'],
    ['product code/sku', 'sku'],
    ['current stock level', 'current stock', 'track inventory', 'inventory tracking'],
  ],
  rows: 'following',
  starts: (row) => /^product$/i.test(row.get('kind')),
  fields: {
    kind: ['item type', 'item'],
    id: ['product id', 'id'],
    title: ['product name', 'name'],
    html: ['product description', 'description'],
    brand: ['brand name', 'brand'],
    category: ['category', 'category string', 'categories'],
    tags: ['search keywords'],
    published: ['product visible?', 'product visible', 'is visible'],
    sku: ['product code/sku', 'sku'],
    price: ['price', 'calculated price'],
    salePrice: ['sale price'],
    compareAt: ['retail price', 'msrp'],
    barcode: ['product upc/ean', 'upc/ean', 'gtin', 'global trade item number'],
    mpn: ['manufacturer part number', 'mpn'],
    weight: ['product weight', 'weight'],
    tracked: ['track inventory', 'inventory tracking'],
    quantity: ['current stock level', 'current stock'],
    condition: ['product condition', 'condition'],
    image: ['image url (import)', 'internal image url (export)'],
    optionValues: ['options'],
  },
  patterns: { image: /^product image (?:url|file) ?- ?\d+$/ },
  others: 'left-out',
  weightUnit: 'lb',
  inherits: ['price', 'salePrice', 'compareAt', 'weight', 'tracked', 'brand'],
  split: { categories: /;/, levels: /[/>]/ },
  isVariant(row, { head, rows }) {
    const isOwn = (one: typeof row) => /^(?:sku|variant)$/i.test(one.get('kind'));
    return isOwn(row) || (row === head && !rows.some(isOwn));
  },
  options: (row, { head }) => (row === head ? [] : optionsIn(row.get('optionValues') || row.get('title'))),
};
