import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** Shopify's `products.json`: products with their variants nested, options by place. */
export const shopifyJson: TableFormat = {
  name: 'shopify-json',
  called: 'Shopify products.json',
  needs: [['handle'], ['title'], ['variants.price', 'variants.option1']],
  rows: 'key',
  caseless: true,
  fields: {
    key: ['handle'],
    title: ['title'],
    html: ['body_html', 'description'],
    brand: ['vendor'],
    type: ['product_type', 'type'],
    tags: ['tags'],
    status: ['status'],
    sku: ['variants.sku'],
    price: ['variants.price'],
    compareAt: ['variants.compare_at_price'],
    weight: ['variants.grams'],
    tracked: ['variants.inventory_management'],
    quantity: ['variants.inventory_quantity'],
    backorder: ['variants.inventory_policy'],
    availability: ['variants.available'],
    barcode: ['variants.barcode'],
    image: ['images.src', 'images'],
    variantImage: ['variants.featured_image.src'],
    variantTitle: ['variants.title'],
    optionNames: ['options.name', 'options'],
  },
  platform:
    /^(?:id|admin_graphql_api_id|published_scope|template_suffix|compare_at_price.*|price.*|available|url|image\..*|images\..*|media\..*|featured_image.*|options\..*|option\d|variants\..*|content|price_varies|requires_selling_plan|selling_plan_groups.*)$/,
  options(row, { rows }) {
    const names =
      rows
        .map((one) => one.get('optionNames'))
        .find(Boolean)
        ?.split('\n') ?? [];
    return [1, 2, 3].flatMap((number) => {
      const value = row.named(`variants.option${number}`);
      const name = names[number - 1] || `Option ${number}`;
      return value && !/^default title$/i.test(value) ? [[name, value] as const] : [];
    });
  },
};
