import { googleName } from './google-columns.ts';
import { splitMeasure } from '#src/catalog/import/values/measures.ts';
import type {
  FeedRow,
  RawFact,
  RawMeasure,
  RawProduct,
  RawVariant,
  ShelfFacts,
} from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { stockOfWord } from '#src/catalog/import/values/stock-words.ts';
import type { TableRow } from '#src/catalog/import/files/table-rows.ts';

/** One item of a Google feed: attribute name to its values, as found. A nested attribute is one value of `name: text` pairs. */
export type GoogleItem = ReadonlyMap<string, readonly string[]>;

/** Reads the rows of a Google table as items, by the names in its header. */
export async function* googleTableItems(
  rows: AsyncIterable<TableRow>,
): AsyncGenerator<{ readonly line: number; readonly item: GoogleItem }> {
  let names: readonly string[] | undefined;
  for await (const { line, cells } of rows) {
    if (!names) {
      names = cells.map(googleName);
      continue;
    }
    const item = new Map<string, string[]>();
    names.forEach((name, at) => {
      const value = cells[at]?.trim();
      if (!name || !value) return;
      const values = item.get(name);
      if (values) values.push(value);
      else item.set(name, [value]);
    });
    yield { line, item };
  }
}

/** The items of a Google feed, each with its item_group_id, or its own id where it has no group. */
export async function* googleRows(
  items: AsyncIterable<{ readonly line: number; readonly item: GoogleItem }>,
  file: string,
  tell: Tell,
): AsyncGenerator<FeedRow<GoogleItem>> {
  for await (const { line, item } of items) {
    const key = valueOf(item, 'item_group_id') || valueOf(item, 'id');
    if (key)
      yield {
        file,
        line,
        key,
        sku: valueOf(item, 'id'),
        gtin: gtinIn(item),
        price: valueOf(item, 'price'),
        shelf: googleShelf((name) => valueOf(item, name), valueOf(item, 'title')),
        data: item,
      };
    else {
      tell({
        level: 'rejected',
        scope: 'row',
        line,
        field: 'id',
        found: valueOf(item, 'title'),
        reason: 'The item has no id.',
        fix: 'Give every item an id that never changes.',
      });
    }
  }
}

const valueOf = (item: GoogleItem, name: string): string => item.get(name)?.[0] ?? '';

// What makes items of a group different from each other, in the order shoppers choose.
const OPTIONS = ['size', 'color', 'colour', 'material', 'pattern', 'gender', 'age_group'] as const;
const OPTION_NAMES: Readonly<Record<string, string>> = {
  colour: 'Color',
  age_group: 'Age group',
};
const KNOWN = new Set(
  (
    'id title description image_link additional_image_link availability availability_date price sale_price sale_price_effective_date brand ' +
    'gtin mpn condition product_type google_product_category item_group_id unit_pricing_measure ' +
    'unit_pricing_base_measure shipping_weight quantity inventory quantity_to_sell_on_facebook ' +
    'sell_on_google_quantity ' +
    'product_detail ean upc isbn guid'
  ).split(' '),
);
// For the merchant and for Google, not for shoppers.
const PRIVATE =
  /^(?:link|mobile_link|canonical_link|.*_redirect|ads_.*|adwords_.*|display_ads_.*|custom_label_\d|cost_of_goods_sold|auto_pricing_min_price|maximum_retail_price|promotion_id|.*_destination.*|shipping.*|ships_from_country|tax|tax_category|tax_.*|pause|identifier_exists|expiration_date|disclosure_date|min_handling_time|max_handling_time|transit_time_label|minimum_order_value|external_seller_id|return_.*|lifestyle_image_link|virtual_model_link|video_link|store_code|loyalty_.*|free_shipping_.*|subscription_cost|installment|is_bundle|pickup_.*|consumer_.*|included_.*|excluded_.*|author|published|updated|pubdate|category|summary|content|adult|gtin_.*|fb_product_category|style\[.*|internal_label.*|rich_text_description|status|visibility|applinks.*|.*_applink.*|(?:ios|android|windows)_.*|commerce_tax_category|origin_country|importer_.*|manufacturer_info|wa_compliance_category|video(?:\[.*)?|product_tags\[.*|number_of_reviews|number_of_ratings|average_review_rating)$/;

/** Brings the items of one group together; what is equal in all is the product's, what differs is the variant's. */
export function googleProduct(
  rows: readonly [FeedRow<GoogleItem>, ...FeedRow<GoogleItem>[]],
  now: Date,
): RawProduct {
  const [head] = rows;
  const first = (name: string) => rows.map((row) => valueOf(row.data, name)).find(Boolean) ?? '';
  const optionNames = OPTIONS.filter((name) => differs(rows, name));
  const factNames = [...new Set(rows.flatMap((row) => [...row.data.keys()]))].filter(
    (name) => !KNOWN.has(name) && !PRIVATE.test(name) && !(optionNames as readonly string[]).includes(name),
  );
  const own = new Set(factNames.filter((name) => differs(rows, name)));
  const title =
    rows.length > 1
      ? sharedTitle(rows.map((row) => valueOf(row.data, 'title')))
      : valueOf(head.data, 'title');
  const ownDetails = differs(rows, 'product_detail');
  return {
    file: head.file,
    line: head.line,
    key: head.key,
    slugFrom: '',
    ...googleShelf(first, title),
    titleField: 'title',
    html: first('description'),
    condition: first('condition'),
    status: 'active',
    facts: [
      ...factsIn(
        head.data,
        factNames.filter((name) => !own.has(name)),
      ),
      ...(ownDetails ? [] : detailsIn(head.data)),
    ],
    images: rows.flatMap((row) =>
      ['image_link', 'additional_image_link']
        .flatMap((name) => row.data.get(name) ?? [])
        .flatMap((text) => text.split(/,(?=\s*https?:)/))
        .map((url) => ({ url, alt: '', line: row.line })),
    ),
    variants: rows.map((row) => ({
      ...variantIn(row, now),
      options: optionNames.flatMap((name) => {
        const value = valueOf(row.data, name);
        return value ? [[OPTION_NAMES[name] ?? labelOf(name), value] as const] : [];
      }),
      facts: [...factsIn(row.data, [...own]), ...(ownDetails ? detailsIn(row.data) : [])],
    })),
  };
}

function variantIn(
  { file, line, data }: FeedRow<GoogleItem>,
  now: Date,
): Omit<RawVariant, 'options' | 'facts'> {
  const period = valueOf(data, 'sale_price_effective_date');
  const salePrice = saleRuns(period, now) ? valueOf(data, 'sale_price') : '';
  const weight = splitMeasure(valueOf(data, 'shipping_weight'));
  return {
    file,
    line,
    sku: valueOf(data, 'id'),
    title: valueOf(data, 'title'),
    gtin: gtinIn(data),
    mpn: valueOf(data, 'mpn'),
    price: valueOf(data, 'price'),
    priceField: 'price',
    salePrice,
    compareAt: '',
    priceUntil: salePrice ? (period.split('/')[1] ?? '') : '',
    priceFrom: salePrice ? (period.split('/')[0] ?? '') : '',
    currency: '',
    currencyNeeded: true,
    weight,
    measure: measureIn(data),
    imageUrl: valueOf(data, 'image_link'),
    stock: {
      ...stockOfWord(
        valueOf(data, 'availability'),
        ['quantity', 'inventory', 'quantity_to_sell_on_facebook', 'sell_on_google_quantity']
          .map((name) => valueOf(data, name))
          .find(Boolean) ?? null,
      ),
      availableFrom: valueOf(data, 'availability_date'),
    },
  };
}

const gtinIn = (item: GoogleItem): string =>
  ['gtin', 'ean', 'upc', 'isbn'].map((name) => valueOf(item, name)).find(Boolean) ?? '';

const differs = (rows: readonly FeedRow<GoogleItem>[], name: string): boolean => {
  const text = (row: FeedRow<GoogleItem> | undefined) => row?.data.get(name)?.join('\n') ?? '';
  const first = text(rows[0]);
  return rows.some((row) => text(row) !== first);
};

/** Attributes that other feeds know by a shorter name. */
const FACTS: Readonly<Record<string, { readonly label: string; readonly key: string }>> = {
  product_weight: { label: 'Weight', key: 'weight' },
};

const labelOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

const factsIn = (item: GoogleItem, names: readonly string[]): RawFact[] =>
  names.flatMap((name) => {
    const values = item.get(name) ?? [];
    const [value] = values;
    return value === undefined
      ? []
      : [
          {
            ...(FACTS[name] ?? { label: labelOf(name), key: name }),
            value: values.length > 1 ? values : value,
          },
        ];
  });

/** product_detail: `section:name:value`, several with commas between; nested elements arrive in the same shape. */
function detailsIn(item: GoogleItem): RawFact[] {
  return (item.get('product_detail') ?? [])
    .flatMap((text) => text.split(/,(?=[^,:]*:[^,:]+:)/))
    .flatMap((text) => {
      const parts = text.split(':').map((part) => part.trim());
      const [label, ...rest] = parts.length > 2 ? parts.slice(1) : parts;
      const value = rest.join(':');
      return label && value ? [{ label, value }] : [];
    });
}

function measureIn(item: GoogleItem): RawMeasure | null {
  const total = splitMeasure(valueOf(item, 'unit_pricing_measure'));
  if (!total) return null;
  const base = splitMeasure(valueOf(item, 'unit_pricing_base_measure'));
  return { ...total, baseAmount: base?.amount ?? '1', baseUnit: base?.unit ?? total.unit };
}

/** What an item or a group of items says of its shelf. */
function googleShelf(first: (name: string) => string, title: string): ShelfFacts {
  const type = first('product_type');
  return {
    title,
    brand: first('brand'),
    productType: type.split('>').at(-1) ?? '',
    categoryPath: (type || googleCategory(first('google_product_category'))).split('>'),
    tags: [],
  };
}

const googleCategory = (text: string): string => (/^\d+$/.test(text) ? '' : text);

/** Whether `2026-11-01T00:00+0100/2026-11-30T23:59+0100` holds now; a sale without dates always runs. */
function saleRuns(period: string, now: Date): boolean {
  if (!period) return true;
  const [from, to] = period
    .split('/')
    .map((text) => Date.parse(text.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return false;
  return from <= now.getTime() && now.getTime() <= to;
}

/** The words that all titles of a group begin with; the first title where that says too little. */
function sharedTitle(titles: readonly string[]): string {
  const [first = '', ...rest] = titles;
  const words = first.split(/\s+/);
  let shared = words.length;
  for (const title of rest) {
    const others = title.split(/\s+/);
    let same = 0;
    while (same < shared && words[same] === others[same]) same += 1;
    shared = same;
  }
  const text = words
    .slice(0, shared)
    .join(' ')
    .replace(/(?<![\s\-–—,/|:(])[\s\-–—,/|:(]+$/, '');
  return shared >= 2 || (shared === 1 && text.length >= 6) ? text : first;
}
