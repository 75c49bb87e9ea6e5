import type { Option, RowView, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** The amount in a currency, of lists of currencies and amounts side by side. */
function amountIn(row: RowView, currency: string): string {
  const codes = row.named('variants.prices.currency_code').split('\n');
  const at = codes.findIndex((code) => code.toUpperCase() === currency);
  return row.named('variants.prices.amount').split('\n')[at] ?? '';
}

/** Options of a variant: `{Size: "S"}`, or a list of values in the order of the product's options. */
function optionsOf(row: RowView): readonly Option[] {
  const names = row.named('options.title').split('\n').filter(Boolean);
  const values = row.named('variants.options.value').split('\n');
  const titles = row.named('variants.options.option.title').split('\n').filter(Boolean);
  const listed = names.flatMap((name, at): readonly Option[] => {
    const value = values[titles.length ? titles.indexOf(name) : at]?.trim();
    return value ? [[name, value]] : [];
  });
  if (listed.length) return listed;
  return names.flatMap((name): readonly Option[] => {
    const value = row.named(`variants.options.${name.toLowerCase()}`);
    return value ? [[name, value]] : [];
  });
}

const FIELDS = {
  key: ['handle', 'product handle'],
  title: ['title', 'product title'],
  html: ['description', 'product description'],
  type: ['type.value', 'product type'],
  category: ['categories.name', 'product category 1'],
  tags: ['tags.value', 'tags', 'product tags', 'product tag 1'],
  status: ['status', 'product status'],
  sku: ['variants.sku', 'variant sku'],
  barcode: ['variants.barcode', 'variants.ean', 'variants.upc', 'variant barcode'],
  weight: ['variants.weight', 'weight', 'variant weight', 'product weight'],
  quantity: ['variants.inventory_quantity', 'variant inventory quantity'],
  tracked: ['variants.manage_inventory', 'variant manage inventory'],
  backorder: ['variants.allow_backorder', 'variant allow backorder'],
  variantTitle: ['variants.title', 'variant title'],
} as const;

/** Medusa's products as JSON; its first version keeps amounts in the smallest unit of the currency. */
export const medusaJson: TableFormat = {
  name: 'medusa-json',
  called: 'Medusa products as JSON',
  note: 'Medusa 1 writes amounts in the smallest unit of a currency, Medusa 2 whole ones; each is read as its own.',
  needs: [['title'], ['variants.prices.amount'], ['variants.prices.currency_code']],
  rows: 'key',
  fields: { ...FIELDS, image: ['images.url', 'images', 'thumbnail'] },
  others: 'left-out',
  // Its second version writes a variant's options by name, and whole amounts.
  minorUnits: (row) => row.named('variants.options.value') !== '',
  isVariant: (row) => row.get('variantTitle') !== '' || row.named('variants.prices.amount') !== '',
  price: amountIn,
  options: optionsOf,
};

/** Medusa's product export and its import template. */
export const medusaCsv: TableFormat = {
  name: 'medusa',
  called: 'Medusa product CSV',
  needs: [['product title'], ['product handle'], ['variant sku', 'variant title']],
  rows: 'key',
  fields: { ...FIELDS, image: ['product thumbnail'] },
  patterns: { image: /^(?:product )?image \d+(?: url)?$/ },
  numbered: { name: /^(?:variant )?option (\d) name$/, value: /^(?:variant )?option (\d) value$/ },
  others: 'left-out',
  isVariant: () => true,
  price: (row, currency) =>
    row.named(`variant price ${currency.toLowerCase()}`) ||
    row.named(`price ${currency.toLowerCase()}`) ||
    (row.matching(new RegExp(`^price .*\\[${currency}\\]$`, 'i'))[0] ?? ''),
};
