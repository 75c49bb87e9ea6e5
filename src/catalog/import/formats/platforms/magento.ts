import type { Option, RowView, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** `a=1,b=2` as pairs; a comma inside a value stays where no name follows it. */
const pairsIn = (text: string): readonly Option[] =>
  text.split(/[,|](?=[\w ]+=)/).flatMap((pair) => {
    const at = pair.indexOf('=');
    const [name, value] = [
      pair.slice(0, at).trim(),
      pair
        .slice(at + 1)
        .trim()
        .replace(/^"|"$/g, ''),
    ];
    return at > 0 && value ? [[name, value] as const] : [];
  });

/** The options under which a configurable product's row lists a variant: `sku=A,size=S|sku=B,size=M`. */
function optionsOf(row: RowView, head: RowView): readonly Option[] {
  const labels = new Map(pairsIn(head.named('configurable_variation_labels')));
  const own = head
    .get('variations')
    .split('|')
    .map(pairsIn)
    .find((pairs) => pairs.some(([name, value]) => name === 'sku' && value === row.get('sku')));
  return (own ?? []).flatMap(([name, value]) =>
    name === 'sku' ? [] : [[labels.get(name) ?? name, value] as const],
  );
}

/** Magento's and Adobe Commerce's product export: a configurable product names its variants' SKUs. */
export const magento: TableFormat = {
  name: 'magento',
  called: 'Magento / Adobe Commerce product CSV',
  needs: [['sku'], ['product_type'], ['attribute_set_code', '_attribute_set', 'product_websites']],
  rows: 'parent',
  fields: {
    kind: ['product_type'],
    title: ['name'],
    html: ['description'],
    summary: ['short_description'],
    category: ['categories'],
    published: ['product_online'],
    sku: ['sku'],
    price: ['price'],
    salePrice: ['special_price'],
    saleFrom: ['special_price_from_date'],
    saleUntil: ['special_price_to_date'],
    weight: ['weight'],
    quantity: ['qty'],
    tracked: ['manage_stock'],
    backorder: ['allow_backorders'],
    availability: ['is_in_stock'],
    image: ['base_image', 'additional_images'],
    imageAlt: ['base_image_label'],
    variations: ['configurable_variations'],
    attributes: ['additional_attributes'],
  },
  others: 'left-out',
  weightUnit: 'lb',
  notSold: /^2$/,
  skip: (row) => row.named('store_view_code') !== '',
  split: { categories: /,(?=[^,/]+\/)/, levels: /\// },
  category: (found) => found.replaceAll(/(^|,)\s*Default Category(?:\/|(?=,|$))/gi, '$1'),
  isVariant: (row, { head }) => row !== head || !head.get('variations'),
  options: (row, { head }) => (head.get('variations') ? optionsOf(row, head) : []),
  facts: (row) =>
    pairsIn(row.get('attributes'))
      .filter(
        ([name]) =>
          !/^(?:has_options|required_options|gift_message|ts_|msrp|page_layout|custom_|is_|shipment_)/.test(
            name,
          ),
      )
      .map(([name, value]) => ({
        label: name.replaceAll('_', ' '),
        key: name,
        value: value.includes('|') ? value.split('|') : value,
      })),
};
