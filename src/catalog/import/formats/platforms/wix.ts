import type { RowView, TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** `#ff0000:Red` is the colour Red. */
const plainValue = (text: string): string => text.trim().replace(/^#[\da-f]{3,8}:/i, '');

function discounted(row: RowView): string {
  const [mode, by] = [row.named('discountmode').toUpperCase(), Number(row.named('discountvalue'))];
  const price = Number(row.get('price'));
  if (!(by > 0) || !(price > 0)) return '';
  return (mode === 'PERCENT' ? price * (1 - by / 100) : price - by).toFixed(2);
}

/** Wix Stores' product export: variants have the product's handle, name their choices and write a surcharge. */
export const wix: TableFormat = {
  name: 'wix',
  called: 'Wix product CSV',
  needs: [['handleid'], ['fieldtype'], ['name']],
  rows: 'key',
  fields: {
    key: ['handleid'],
    kind: ['fieldtype'],
    title: ['name'],
    html: ['description'],
    brand: ['brand'],
    category: ['collection'],
    published: ['visible'],
    sku: ['sku'],
    price: ['price'],
    surcharge: ['surcharge'],
    availability: ['inventory'],
    image: ['productimageurl'],
  },
  numbered: { name: /^productoptionname(\d)$/, value: /^productoptiondescription(\d)$/ },
  listed: /;\s*/,
  expands: true,
  inherits: ['price'],
  // Weight stands there in the site's own unit, which the file does not name.
  platform:
    /^(?:ribbon|discountmode|discountvalue|weight|cost|productoptiontype\d|customtext.*|additionalinfo.*)$/,
  split: { categories: /;/, images: /;\s*/ },
  imageUrl: (found) => (/^https?:/i.test(found) ? found : `https://static.wixstatic.com/media/${found}`),
  salePrice: (row, head) => (row === head || row.get('surcharge') === '' ? discounted(head) : ''),
  stock(row) {
    const word = row.get('availability');
    if (/^\d+$/.test(word)) return { left: word, available: 'yes' };
    if (/^instock$/i.test(word)) return { left: null, available: 'yes' };
    return word ? { left: null, available: 'no' } : { left: null, available: 'yes', silent: true };
  },
  isVariant: (row, { rows }) =>
    /^variant$/i.test(row.get('kind')) || !rows.some((one) => /^variant$/i.test(one.get('kind'))),
  facts: (row) =>
    [1, 2, 3, 4, 5, 6].flatMap((number) => {
      const label = row.named(`additionalinfotitle${number}`);
      const value = row.named(`additionalinfodescription${number}`);
      return label && value && value.length < 200 ? [{ label, value }] : [];
    }),
  optionValue: plainValue,
};
