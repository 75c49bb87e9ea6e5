import type { Attribute, Product, Variant } from '#src/catalog/product.ts';

type Facts = Readonly<Record<string, number | string | boolean | readonly string[]>>;

/** Facts as an import would type them: `'33 mm'` is a number with its unit. */
const facts = (given: Facts): readonly Attribute[] =>
  Object.entries(given).map(([key, value]): Attribute => {
    const label = key.replaceAll('_', ' ');
    if (typeof value === 'boolean') return { key, label, kind: 'flag', value };
    if (typeof value === 'number') return { key, label, kind: 'number', value, unit: null };
    if (typeof value !== 'string') return { key, label, kind: 'words', values: value };
    const [, figure, unit] = /^(-?[\d.]+) (\S+)$/.exec(value) ?? [];
    return figure
      ? { key, label, kind: 'number', value: Number(figure), unit: unit ?? null }
      : { key, label, kind: 'words', values: [value] };
  });

export const variantOf = (sku: string, given: Facts = {}, options: Record<string, string> = {}): Variant => ({
  id: 1,
  sku,
  title: '',
  options,
  attributes: facts(given),
  gtin: null,
  mpn: null,
  price: { minor: 9900, currency: 'USD' },
  compareAt: null,
  shippingWeightGrams: null,
  priceUntil: null,
  priceFrom: null,
  availableFrom: null,
  preorder: false,
  unitMeasure: null,
  imageUrl: null,
  availability: { state: 'in-stock', left: null },
});

export const productOf = (
  productType: string | null,
  given: Facts = {},
  rest: Partial<Product> = {},
): Product => ({
  id: 1,
  slug: 'tarn',
  title: 'Tarn',
  description: '',
  brand: null,
  productType,
  categoryPath: [],
  categorySlugs: [],
  tags: [],
  condition: 'new',
  options: [],
  attributes: facts(given),
  images: [],
  popularity: 0,
  rating: null,
  updatedAt: new Date(0),
  variants: [variantOf('T-1', { color_hex: ['#c8452b', '#f0a35e', '#f4efe6'] }, { Color: 'Ember' })],
  ...rest,
});
