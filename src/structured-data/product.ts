import { productPath } from '#src/catalog/addresses.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import type {
  Offer,
  Product as ProductNode,
  ProductGroup,
  PropertyValue,
  UnitPriceSpecification,
} from 'schema-dts';
import {
  attributeOf,
  attributeText,
  type Attribute,
  type Product,
  type Variant,
} from '#src/catalog/product.ts';
import { audienceOf } from '#src/catalog/audience.ts';
import { comesOn, isPreorder } from '#src/catalog/coming.ts';
import { weightOf } from '#src/catalog/product-weight.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import { specsOf } from '#src/catalog/key-figures.ts';
import { decimalMoney } from '#src/money/money.ts';
import type { MemberPrice } from '#src/loyalty/member-price.ts';
import type { PolicyWords } from '#src/editorial/schemas.ts';
import { deliveryOf, returnsIdOf } from './store.ts';
import { tierId } from './member-program.ts';
import { absolute, type PageGraph } from './json-ld.ts';
import { unitCode } from './units.ts';

export interface ProductPage {
  /** The shop's origin. */
  readonly site: string;
  readonly product: Product;
  readonly variant: Variant;
  /** What the page calls the product. */
  readonly name: string;
  /** The two sentences the page leads with. */
  readonly description: string;
  /** Pictures of a variant, first the one the page shows. */
  readonly pictures: (variant: Variant) => readonly string[];
  /** The policies that the shop has; offers refer to their nodes. */
  readonly shipping: Extract<PolicyWords, { kind: 'shipping' }> | null;
  readonly returns: Extract<PolicyWords, { kind: 'returns' }> | null;
  /** Products that go with it and products much like it, by slug; the page links to each of them. */
  readonly related?: readonly string[];
  readonly similar?: readonly string[];
  /** Products that it is a part or an accessory of, and products that use it up, by slug. */
  readonly accessoryFor?: readonly string[];
  readonly consumableFor?: readonly string[];
  readonly pros: readonly string[];
  readonly cons: readonly string[];
  /** What members pay for one, by SKU, and for which tiers. */
  readonly memberPrices?: ReadonlyMap<string, MemberPrice>;
  readonly now: Date;
}

const availabilityIri = {
  'in-stock': 'https://schema.org/InStock',
  'low-stock': 'https://schema.org/LimitedAvailability',
  backorder: 'https://schema.org/BackOrder',
  'sold-out': 'https://schema.org/OutOfStock',
} as const;

const conditionIri = {
  new: 'https://schema.org/NewCondition',
  refurbished: 'https://schema.org/RefurbishedCondition',
  used: 'https://schema.org/UsedCondition',
} as const;

/** Where a variant has a page of its own: the product's page with the variant chosen. */
export const variantPath = (product: Product, variant: Variant): string =>
  product.variants.length > 1
    ? `${productPath(product.slug)}?variant=${encodeURIComponent(variant.sku)}`
    : productPath(product.slug);

/** The nodes of a product page: a ProductGroup with every variant, or one Product where there is nothing to choose. */
export function productNodes(page: ProductPage): PageGraph {
  const { product, site } = page;
  const shared = {
    name: page.name,
    description: page.description,
    ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand } as const } : {}),
    ...(product.categoryPath.length ? { category: product.categoryPath.join(' > ') } : {}),
    ...(product.rating
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: product.rating.average,
            reviewCount: product.rating.count,
          } as const,
        }
      : {}),
    ...peopleOf(product),
    ...referringTo(site, 'isRelatedTo', page.related ?? []),
    ...referringTo(site, 'isSimilarTo', page.similar ?? []),
    ...referringTo(site, 'isAccessoryOrSparePartFor', page.accessoryFor ?? []),
    ...referringTo(site, 'isConsumableFor', page.consumableFor ?? []),
    ...certificationsOf(product),
    ...(page.pros.length ? { positiveNotes: notes(page.pros) } : {}),
    ...(page.cons.length ? { negativeNotes: notes(page.cons) } : {}),
  };
  const id = absolute(site, `/p/${product.slug}#product`);
  if (product.variants.length === 1) {
    return [
      { '@type': 'Product', '@id': id, ...shared, ...variantFacts(page, page.variant) } satisfies ProductNode,
    ];
  }
  const group: ProductGroup = {
    '@type': 'ProductGroup',
    '@id': id,
    ...shared,
    url: absolute(site, `/p/${product.slug}`),
    productGroupID: product.slug,
    additionalProperty: product.attributes.map(propertyValue),
    variesBy: product.options.map((option) => variesBy(option.name)),
    hasVariant: product.variants.map((variant) => ({ '@id': variantId(page, variant) })),
  };
  const variants = product.variants.map((variant): ProductNode => ({
    '@type': 'Product',
    '@id': variantId(page, variant),
    name: `${page.name}, ${variant.title}`,
    description: page.description,
    ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand } } : {}),
    isVariantOf: { '@id': id },
    inProductGroupWithID: product.slug,
    ...variantFacts(page, variant),
  }));
  return [group, ...variants];
}

/** Refers to products by the nodes of their own pages. */
type Relation = 'isRelatedTo' | 'isSimilarTo' | 'isAccessoryOrSparePartFor' | 'isConsumableFor';
const referringTo = (site: string, property: Relation, slugs: readonly string[]) =>
  slugs.length ? { [property]: slugs.map((slug) => ({ '@id': absolute(site, `/p/${slug}#product`) })) } : {};

/** The certificates that a row names, where another row says who issued them: without an issuer nobody can check one. */
function certificationsOf(product: Product) {
  const words = (key: RegExp) => {
    const stated = product.attributes.find((one) => key.test(one.key));
    return stated?.kind === 'words' ? stated.values : [];
  };
  const [issuer] = words(/^(?:certifi(?:ed_by|cation_(?:body|authority|issuer)|er)|issued_by)$/);
  const names = words(/^certifi(?:cation|cate)s?$/);
  if (!issuer || names.length === 0) return {};
  const issuedBy = { '@type': 'Organization', name: issuer } as const;
  return { hasCertification: names.map((name) => ({ '@type': 'Certification', name, issuedBy }) as const) };
}

/** Whom the merchant states it for: gender and age group, each only where a row leaves no doubt. */
function peopleOf(product: Product) {
  const { gender, ageGroup } = audienceOf(product);
  if (!gender && !ageGroup) return {};
  return {
    audience: {
      '@type': 'PeopleAudience',
      ...(gender ? { suggestedGender: gender } : {}),
      ...(ageGroup ? { audienceType: ageGroup } : {}),
    } as const,
  };
}

const variantId = ({ site, product }: ProductPage, variant: Variant): string =>
  absolute(site, `${variantPath(product, variant)}#variant`);

function variantFacts(page: ProductPage, variant: Variant) {
  const { product, site } = page;
  const option = (name: RegExp) => Object.entries(variant.options).find(([key]) => name.test(key))?.[1];
  const material = attributeOf(product, 'material', variant);
  const weight = weightOf(product, variant);
  const size = option(/^size$/i);
  const color = option(/^colou?r$/i);
  return {
    sku: variant.sku,
    url: absolute(site, variantPath(product, variant)),
    image: page.pictures(variant).map((picture) => absolute(site, picture)),
    ...(variant.gtin ? { gtin: variant.gtin } : {}),
    ...(variant.mpn ? { mpn: variant.mpn } : {}),
    ...(size ? { size } : {}),
    ...(color ? { color } : {}),
    ...(material ? { material: attributeText(material) } : {}),
    ...(weight
      ? {
          weight: {
            '@type': 'QuantitativeValue',
            value: weight.value,
            unitCode: unitCode(weight.unit) ?? '',
          } as const,
        }
      : {}),
    additionalProperty: (product.variants.length > 1 ? variant.attributes : specsOf(product, variant)).map(
      propertyValue,
    ),
    offers: offer(page, variant),
  };
}

function propertyValue(attribute: Attribute): PropertyValue {
  const node = { '@type': 'PropertyValue', name: attribute.label, propertyID: attribute.key } as const;
  if (attribute.kind === 'flag') return { ...node, value: attribute.value };
  if (attribute.kind === 'words') return { ...node, value: attribute.values.join(', ') };
  const code = attribute.unit && unitCode(attribute.unit);
  return {
    ...node,
    value: attribute.value,
    ...(code ? { unitCode: code } : {}),
    ...(attribute.unit ? { unitText: attribute.unit } : {}),
  };
}

function offer(
  { site, product, shipping, returns, memberPrices, now }: ProductPage,
  variant: Variant,
): Offer {
  const { price, unitMeasure } = variant;
  const before = priceBefore(variant);
  const comes = comesOn(variant, now);
  const specifications: UnitPriceSpecification[] = [];
  if (before) {
    specifications.push({
      '@type': 'UnitPriceSpecification',
      priceType: 'https://schema.org/StrikethroughPrice',
      price: decimalMoney(before),
      priceCurrency: before.currency,
    });
  }
  const member = memberPrices?.get(variant.sku);
  if (member) {
    specifications.push({
      '@type': 'UnitPriceSpecification',
      price: decimalMoney(member.price),
      priceCurrency: member.price.currency,
      validForMemberTier: member.tiers.map((tier) => ({ '@id': tierId(site, tier) })),
    });
  }
  if (unitMeasure) {
    const code = unitCode(unitMeasure.unit);
    const measure = { unitText: unitMeasure.unit, ...(code ? { unitCode: code } : {}) };
    specifications.push({
      '@type': 'UnitPriceSpecification',
      price: decimalMoney(price),
      priceCurrency: price.currency,
      referenceQuantity: {
        '@type': 'QuantitativeValue',
        value: unitMeasure.amount,
        ...measure,
        valueReference: { '@type': 'QuantitativeValue', value: unitMeasure.baseAmount, ...measure },
      },
    });
  }
  return {
    '@type': 'Offer',
    url: absolute(site, variantPath(product, variant)),
    price: decimalMoney(price),
    priceCurrency: price.currency,
    availability: isPreorder(variant, now)
      ? 'https://schema.org/PreOrder'
      : availabilityIri[variant.availability.state],
    ...(comes ? { availabilityStarts: comes.toISOString() } : {}),
    itemCondition: conditionIri[product.condition],
    ...(variant.priceUntil && variant.priceUntil > now
      ? { priceValidUntil: shopDay({ timeZone: 'UTC' }, variant.priceUntil) }
      : {}),
    seller: { '@id': absolute(site, '/#store') },
    ...(shipping ? { shippingDetails: deliveryOf(site, shipping, price) } : {}),
    ...(returns ? { hasMerchantReturnPolicy: { '@id': returnsIdOf(site, returns, product) } } : {}),
    ...(specifications.length ? { priceSpecification: specifications } : {}),
  };
}

function notes(lines: readonly string[]) {
  return {
    '@type': 'ItemList',
    itemListElement: lines.map(
      (name, index) => ({ '@type': 'ListItem', position: index + 1, name }) as const,
    ),
  } as const;
}

function variesBy(option: string): string {
  const known = /^(size|colou?r|material|pattern)$/i
    .exec(option)?.[1]
    ?.toLowerCase()
    .replace('colour', 'color');
  return known ? `https://schema.org/${known}` : option;
}
