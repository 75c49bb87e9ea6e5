import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Etsy's listings download: a row a listing, its variations as lists; neither prices nor counts of each are in the file. */
export const etsy: TableFormat = {
  name: 'etsy',
  called: 'Etsy listings CSV',
  note: 'Etsy writes one price and one quantity for all variations of a listing: each is sold at that price.',
  needs: [['title'], ['price'], ['currency_code'], ['quantity'], ['variation 1 name', 'image1', 'materials']],
  rows: 'key',
  fields: {
    title: ['title'],
    html: ['description'],
    price: ['price'],
    currency: ['currency_code'],
    quantity: ['quantity'],
    tags: ['tags'],
    sku: ['sku'],
    image: Array.from({ length: 10 }, (_, at) => `image${at + 1}`),
  },
  numbered: { name: /^variation (\d) name$/, value: /^variation (\d) values$/ },
  listed: /,\s*/,
  expands: true,
  platform: /^variation \d type$/,
};
