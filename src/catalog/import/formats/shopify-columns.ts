/* Shopify has two sets of column names: the classic export and the template of 2024. Both, in lower case. */
const NAMES = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  html: ['body (html)', 'body html', 'description'],
  vendor: ['vendor'],
  category: ['product category', 'standardized product type', 'custom product type'],
  googleCategory: ['google shopping / google product category'],
  type: ['type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  option1Name: ['option1 name'],
  option1: ['option1 value'],
  option2Name: ['option2 name'],
  option2: ['option2 value'],
  option3Name: ['option3 name'],
  option3: ['option3 value'],
  sku: ['variant sku', 'sku'],
  grams: ['variant grams', 'weight value (grams)'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  quantity: ['variant inventory qty', 'inventory quantity'],
  policy: ['variant inventory policy', 'continue selling when out of stock'],
  price: ['variant price', 'price'],
  compareAt: ['variant compare at price', 'compare-at price'],
  measure: ['unit price total measure'],
  measureUnit: ['unit price total measure unit'],
  baseMeasure: ['unit price base measure'],
  baseMeasureUnit: ['unit price base measure unit'],
  barcode: ['variant barcode', 'barcode'],
  image: ['image src', 'product image url'],
  imagePosition: ['image position'],
  imageAlt: ['image alt text'],
  variantImage: ['variant image', 'variant image url'],
  condition: ['google shopping / condition'],
  mpn: ['google shopping / mpn'],
} as const satisfies Record<string, readonly string[]>;

export type ShopifyField = keyof typeof NAMES;

// Not for shoppers: what the merchant pays, how it ships and is taxed, and words for other channels.
const PRIVATE =
  /^(?:cost per item|variant (?:fulfillment service|requires shipping|taxable|tax code|weight unit)|fulfillment service|requires shipping|charge tax|tax code|weight unit for display|gift card|seo (?:title|description)|collection|option[123] linked to|included \/ .*|price \/ .*|compare at price \/ .*|google shopping \/ (?:adwords.*|ad.*labels?|ad.*group.*|custom.*)|variant inventory .*|inventory .*|variant grams)$/;
const METAFIELD = /^(.*?)\((product|variant)\.metafields\.([^.()]+)\.([^()]+)\)$/i;

interface FactColumn {
  readonly at: number;
  readonly of: 'product' | 'variant';
  readonly label: string;
  readonly key: string;
}

export interface ShopifyColumns {
  readonly at: Readonly<Partial<Record<ShopifyField, number>>>;
  readonly facts: readonly FactColumn[];
}

const canonical = (name: string): string =>
  name
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ');

export function isShopifyHeader(columns: readonly string[]): boolean {
  const names = new Set(columns.map(canonical));
  return NAMES.handle.some((name) => names.has(name)) && names.has('title');
}

/** Where each known field stands, and which columns are attributes: metafields, and whatever is not known and not private. */
export function shopifyColumns(header: readonly string[]): ShopifyColumns {
  const at: Partial<Record<ShopifyField, number>> = {};
  const facts: FactColumn[] = [];
  const fields = new Map(
    Object.entries(NAMES).flatMap(([field, names]) =>
      names.map((name) => [name as string, field as ShopifyField]),
    ),
  );
  header.forEach((name, column) => {
    const known = fields.get(canonical(name));
    const metafield = METAFIELD.exec(name.trim());
    if (known) at[known] ??= column;
    else if (metafield?.[2] && metafield[4]) {
      const of = metafield[2].toLowerCase() === 'variant' ? 'variant' : 'product';
      facts.push({ at: column, of, label: metafield[1]?.trim() || metafield[4], key: metafield[4] });
    } else if (name.trim() && !PRIVATE.test(canonical(name))) {
      const label = name.trim().replace(/^Google Shopping \/ /i, '');
      facts.push({ at: column, of: 'product', label, key: label });
    }
  });
  return { at, facts };
}
