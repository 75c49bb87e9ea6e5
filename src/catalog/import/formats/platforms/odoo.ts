import type { Option, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Odoo's export of products or of their variants, under the columns' labels or technical names. */
export const odoo: TableFormat = {
  name: 'odoo',
  called: 'Odoo product CSV',
  needs: [
    ['name', 'display name'],
    ['sales price', 'list_price', 'lst_price', 'public price'],
    ['internal reference', 'default_code'],
  ],
  rows: 'key',
  fields: {
    title: ['name', 'display name'],
    html: [
      'sales description',
      'description_sale',
      'website description',
      'website_description',
      'description_ecommerce',
    ],
    category: [
      'ecommerce categories',
      'public_categ_ids',
      'product category',
      'categ_id',
      'categ_id/complete_name',
      'product category/complete name',
    ],
    tags: ['tags', 'product_tag_ids'],
    published: ['active', 'can be sold', 'sale_ok', 'is published', 'is_published'],
    sku: ['internal reference', 'default_code'],
    price: ['sales price', 'list_price', 'lst_price', 'public price'],
    barcode: ['barcode'],
    weight: ['weight'],
    quantity: ['quantity on hand', 'qty_available', 'free to use quantity'],
    attributes: [
      'variant values',
      'attribute values',
      'product_template_variant_value_ids',
      'product_template_attribute_value_ids',
    ],
  },
  others: 'left-out',
  weightUnit: 'kg',
  split: { categories: /,\s*/, levels: /\// },
  category: (found) => found.replace(/^All(?:\s*\/\s*|$)/, ''),
  options: (row): readonly Option[] =>
    row
      .get('attributes')
      .split(/[,\n]/)
      .flatMap((pair) => {
        const [name, value] = pair.split(':').map((part) => part.trim());
        return name && value ? [[name, value] as const] : [];
      }),
};
