import { describe, expect, it } from 'vitest';
import type { Product, Variant } from '#src/catalog/product.ts';
import { productNodes } from '#src/structured-data/product.ts';

const variant = (sku: string, grams: number): Variant => ({
  id: 1,
  sku,
  title: sku,
  options: { Size: sku },
  attributes: [{ key: 'weight', label: 'Weight', kind: 'number', value: grams, unit: 'g' }],
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
  availability: { state: 'in-stock', left: 5 },
});

const product: Product = {
  id: 1,
  slug: 'tarn',
  title: 'Tarn',
  description: 'A shoe.',
  brand: null,
  productType: null,
  categoryPath: [],
  categorySlugs: [],
  tags: [],
  condition: 'new',
  options: [{ name: 'Size', values: ['8', '9'] }],
  attributes: [
    { key: 'gender', label: 'Gender', kind: 'words', values: ['Unisex'] },
    { key: 'drop', label: 'Drop', kind: 'number', value: 6, unit: 'mm' },
  ],
  images: [],
  popularity: 0,
  rating: null,
  updatedAt: new Date(0),
  variants: [variant('8', 240), variant('9', 260)],
};

const nodesOf = (given: Product, related: readonly string[] = []) =>
  productNodes({
    site: 'https://shop.example',
    product: given,
    variant: given.variants[0],
    name: given.title,
    description: given.description,
    pictures: () => ['/a.png'],
    shipping: null,
    returns: null,
    related,
    similar: related,
    now: new Date('2026-11-27'),
    pros: [],
    cons: [],
  }) as unknown as readonly Record<string, unknown>[];

const keysOf = (node?: Record<string, unknown>) =>
  (node?.['additionalProperty'] as readonly { propertyID: string }[]).map((one) => one.propertyID);

describe('the nodes of a product', () => {
  it('state what holds for all variants once, and on a variant only its own', () => {
    const [group, first] = nodesOf(product);
    expect(keysOf(group)).toEqual(['gender', 'drop']);
    expect(keysOf(first)).toEqual(['weight']);
  });

  it('state everything on the product itself where there is nothing to choose', () => {
    const [only] = nodesOf({ ...product, options: [], variants: [variant('8', 240)] });
    expect(keysOf(only)).toEqual(['weight', 'gender', 'drop']);
  });

  it('name the audience only as far as the row states it', () => {
    expect(nodesOf(product)[0]?.['audience']).toEqual({
      '@type': 'PeopleAudience',
      suggestedGender: 'unisex',
    });
    const women = [{ key: 'gender', label: 'Gender', kind: 'words', values: ["Women's"] } as const];
    expect(nodesOf({ ...product, attributes: women })[0]?.['audience']).toMatchObject({
      suggestedGender: 'female',
    });
    expect(nodesOf({ ...product, attributes: [] })[0]).not.toHaveProperty('audience');
  });

  it('weigh the thing itself and never its parcel', () => {
    const packed = { ...variant('8', 240), shippingWeightGrams: 900 };
    const [only] = nodesOf({ ...product, options: [], variants: [packed] });
    expect(only?.['weight']).toEqual({ '@type': 'QuantitativeValue', value: 240, unitCode: 'GRM' });
    const unweighed = { ...packed, attributes: [] };
    expect(nodesOf({ ...product, options: [], variants: [unweighed] })[0]).not.toHaveProperty('weight');
  });

  it('say from when what is taken ahead comes, while that day is to come', () => {
    const ahead = (day: string) => ({
      ...variant('8', 240),
      availability: { state: 'backorder', left: 0 } as const,
      preorder: true,
      availableFrom: new Date(day),
    });
    const offerOf = (one: Variant) => nodesOf({ ...product, options: [], variants: [one] })[0]?.['offers'];
    expect(offerOf(ahead('2027-01-12'))).toMatchObject({
      availability: 'https://schema.org/PreOrder',
      availabilityStarts: '2027-01-12T00:00:00.000Z',
    });
    expect(offerOf(ahead('2026-01-12'))).toMatchObject({ availability: 'https://schema.org/BackOrder' });
    expect(offerOf(ahead('2026-01-12'))).not.toHaveProperty('availabilityStarts');
  });

  it('refer to relatives by the nodes of their own pages', () => {
    const [group] = nodesOf(product, ['mud-sock']);
    expect(group?.['isRelatedTo']).toEqual([{ '@id': 'https://shop.example/p/mud-sock#product' }]);
    expect(group?.['isSimilarTo']).toEqual([{ '@id': 'https://shop.example/p/mud-sock#product' }]);
    expect(nodesOf(product)[0]).not.toHaveProperty('isRelatedTo');
  });

  it('say until when a price holds as long as that day is to come, and name certificates whose issuer a row names', () => {
    const until = (day: string) => ({ ...variant('8', 240), priceUntil: new Date(`${day}T23:59:59Z`) });
    const certified = {
      ...product,
      attributes: [
        {
          key: 'certification',
          label: 'Certification',
          kind: 'words',
          values: ['OEKO-TEX Standard 100'],
        } as const,
        { key: 'certified_by', label: 'Certified by', kind: 'words', values: ['Hohenstein'] } as const,
      ],
    };
    const [only] = nodesOf({ ...certified, options: [], variants: [until('2026-12-01')] });
    expect(only?.['offers']).toHaveProperty('priceValidUntil', '2026-12-01');
    expect(only?.['hasCertification']).toEqual([
      {
        '@type': 'Certification',
        name: 'OEKO-TEX Standard 100',
        issuedBy: { '@type': 'Organization', name: 'Hohenstein' },
      },
    ]);
    const unissued = { ...certified, attributes: certified.attributes.slice(0, 1) };
    expect(nodesOf(unissued)[0]).not.toHaveProperty('hasCertification');
    const [past] = nodesOf({ ...product, options: [], variants: [until('2026-11-01')] });
    expect(past?.['offers']).not.toHaveProperty('priceValidUntil');
    expect(past).not.toHaveProperty('hasCertification');
  });
});
