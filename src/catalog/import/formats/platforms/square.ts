import type { Option, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

const QUANTITY = /^current quantity\b/;

/** Square's item library: a row a variation, counted at each location in a column of its own. */
export const square: TableFormat = {
  name: 'square',
  called: 'Square item library CSV',
  needs: [['item name'], ['variation name'], ['price']],
  rows: 'key',
  fields: {
    key: ['reference handle', 'item name'],
    title: ['customer-facing name', 'item name'],
    html: ['description'],
    category: ['categories', 'category', 'reporting category'],
    sku: ['sku'],
    price: ['price', 'online sale price'],
    barcode: ['gtin'],
    status: ['archived'],
    published: ['visibility', 'square online item visibility'],
    weight: ['shipping weight', 'weight'],
    variantTitle: ['variation name'],
    image: ['image url', 'image'],
  },
  patterns: { weight: /^(?:weight|shipping weight) \((?:kg|g|lb|oz)\)$/ },
  numbered: { name: /^option name (\d)$/, value: /^option value (\d)$/ },
  others: 'left-out',
  weightUnit: (row) =>
    ['kg', 'g', 'lb', 'oz'].find((unit) => row.matching(new RegExp(`\\(${unit}\\)$`)).length) ?? 'kg',
  split: { categories: /,\s*/, levels: />/ },
  isVariant: (row) => row.get('price') !== '' || row.get('variantTitle') !== '',
  options(row, { rows }): readonly Option[] {
    const named = [1, 2, 3, 4].flatMap((number) => {
      const [name, value] = [row.named(`option name ${number}`), row.named(`option value ${number}`)];
      return name && value ? [[name, value] as const] : [];
    });
    const title = row.get('variantTitle');
    return named.length || rows.length === 1 || !title ? named : [['Variation', title]];
  },
  notSold: /^(?:y|yes|archived|hidden|unavailable)$/i,
  stock(row) {
    const counts = row.matching(QUANTITY).map(Number).filter(Number.isFinite);
    if (counts.length) return { left: counts.reduce((sum, one) => sum + one, 0), available: 'yes' };
    return /^(?:n|no)$/i.test(row.named('stockable'))
      ? { left: null, available: 'yes' }
      : { left: null, available: 'yes', silent: true };
  },
};
