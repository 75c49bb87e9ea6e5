import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** PrestaShop's product file, as its import sample and export modules write it. Combinations come in a file of their own. */
export const prestashop: TableFormat = {
  name: 'prestashop',
  called: 'PrestaShop product CSV',
  note: 'PrestaShop writes prices without tax where the column says so; they are taken as they stand.',
  needs: [
    ['product id', 'id', 'product_id'],
    ['active (0/1)', 'active', 'status'],
    ['name *', 'name*', 'name'],
    [
      'price tax excluded',
      'price tax included',
      'price (tax excl.)',
      'price (tax incl.)',
      'price tax excluded or price tax included',
    ],
  ],
  rows: 'key',
  fields: {
    key: ['product id', 'id', 'product_id'],
    title: ['name *', 'name*', 'name'],
    html: ['description'],
    summary: ['summary', 'short description'],
    brand: ['manufacturer', 'brand'],
    category: ['categories (x,y,z...)', 'categories', 'category'],
    tags: ['tags (x,y,z...)', 'tags'],
    published: ['active (0/1)', 'active', 'status'],
    sku: ['reference #', 'reference'],
    price: [
      'price tax included',
      'price (tax incl.)',
      'price tax excluded',
      'price (tax excl.)',
      'price tax excluded or price tax included',
    ],
    barcode: ['ean13', 'ean-13', 'upc'],
    mpn: ['mpn'],
    weight: ['weight'],
    quantity: ['quantity'],
    backorder: ['out of stock action'],
    condition: ['condition'],
    image: ['image urls (x,y,z...)', 'image urls', 'image'],
    imageAlt: ['image alt texts (x,y,z...)'],
    attributes: ['feature(name:value:position)', 'feature (name:value:position)', 'features'],
  },
  others: 'left-out',
  weightUnit: 'kg',
  split: { images: /,\s*/, categories: /,\s*/, levels: />/ },
  facts: (row) =>
    row
      .get('attributes')
      .split(',')
      .flatMap((one) => {
        const [label, value] = one.split(':').map((part) => part.trim());
        return label && value ? [{ label, value }] : [];
      }),
};
