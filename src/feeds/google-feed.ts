import { audienceOf } from '#src/catalog/audience.ts';
import { attributeText, type Variant } from '#src/catalog/product.ts';
import { weightOf, weightText } from '#src/catalog/product-weight.ts';
import { listedSpecs } from '#src/catalog/key-figures.ts';
import { returnsOf, type ReturnsOf } from '#src/fulfilment/returns-of.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { amountText, factText, offerOf, shortId } from './offer.ts';
import { cut, oneLine } from './plain.ts';

/** A value, or the sub-attributes of a group in Google's order. */
export type GoogleValue = string | readonly (readonly [name: string, value: string])[];

/** One attribute of an item with all its values. */
export type GoogleAttribute = readonly [name: string, values: readonly GoogleValue[]];

const UNIT_PRICED = new Set('oz lb mg g kg floz pt qt gal ml cl l cbm in ft yd cm m sqft sqm ct'.split(' '));
const MOST_RELATED = 30;

/** The items of a product, one a variant: every attribute that Google's specification has a place for and a row or word states. */
export function googleItems(shop: FeedShop, told: FeedProduct): readonly (readonly GoogleAttribute[])[] {
  return told.product.variants.map((variant) => googleItem(shop, told, variant));
}

function googleItem(
  shop: FeedShop,
  told: FeedProduct,
  variant: FeedProduct['product']['variants'][number],
): readonly GoogleAttribute[] {
  const { product, words } = told;
  const offer = offerOf(shop, told, variant);
  const audience = audienceOf(product, variant);
  const unit = variant.unitMeasure;
  const weight = weightOf(product, variant);
  const unitPriced = unit && UNIT_PRICED.has(unit.unit.toLowerCase());
  const one = (name: string, value: string | null | undefined | false): GoogleAttribute => [
    name,
    value ? [value] : [],
  ];
  const many = <Value>(name: string, values: readonly Value[], value: (from: Value) => GoogleValue) =>
    [name, values.map(value)] as const;
  const identified = variant.gtin !== null || (product.brand !== null && variant.mpn !== null);
  return [
    one('id', shortId(variant.sku, 50)),
    one('title', cut(offer.name, 150)),
    one('description', offer.description),
    one('link', offer.link),
    one('image_link', offer.pictures[0]),
    many('additional_image_link', offer.pictures.slice(1, 11), (url) => url),
    one('availability', offer.availability),
    one('availability_date', offer.comes?.toISOString()),
    one('price', amountText(offer.regular)),
    one('sale_price', offer.sale && amountText(offer.sale)),
    one('sale_price_effective_date', offer.sale && salePeriod(variant)),
    one('brand', product.brand && cut(oneLine(product.brand), 70)),
    one('gtin', variant.gtin),
    one('mpn', variant.mpn && cut(oneLine(variant.mpn), 70)),
    one('identifier_exists', identified ? null : 'no'),
    one('condition', product.condition),
    one('product_type', cut(oneLine(product.categoryPath.join(' > ')), 750)),
    one('item_group_id', product.variants.length > 1 && shortId(product.slug, 50)),
    one('item_group_title', product.variants.length > 1 && cut(offer.groupName, 150)),
    many('variant_option', Object.entries(variant.options), ([name, value]) => [
      ['name', oneLine(name)],
      ['value', oneLine(value)],
    ]),
    one('size', shortened(factText(offer, /^size$/i, 'size'), 100)),
    one('color', shortened(factText(offer, /^colou?r$/i, 'color'), 100)),
    one('material', shortened(factText(offer, /^material$/i, 'material'), 200)),
    one('pattern', shortened(factText(offer, /^pattern$/i, 'pattern'), 100)),
    one('gender', audience.gender),
    one('age_group', audience.ageGroup),
    one('unit_pricing_measure', unitPriced && `${unit.amount} ${unit.unit.toLowerCase()}`),
    one('unit_pricing_base_measure', unitPriced && `${unit.baseAmount} ${unit.unit.toLowerCase()}`),
    one('product_weight', weight && weightText(weight)),
    one('shipping_weight', variant.shippingWeightGrams !== null && `${variant.shippingWeightGrams} g`),
    many('shipping', offer.shipping, (way) => [
      ['country', way.country],
      ['service', oneLine(way.service)],
      ['price', amountText(way.rate)],
      ['min_handling_time', String(way.handlingDays[0])],
      ['max_handling_time', String(way.handlingDays[1])],
      ['min_transit_time', String(way.transitDays[0])],
      ['max_transit_time', String(way.transitDays[1])],
    ]),
    one('return_policy_label', shop.returns && returnLabel(returnsOf(shop.returns, product))),
    many('product_highlight', (words?.words.pros ?? []).slice(0, 100), (line) => cut(oneLine(line), 150)),
    many('product_detail', listedSpecs(product, variant).slice(0, 1000), (spec) => [
      ['section_name', 'Specifications'],
      ['attribute_name', cut(oneLine(spec.label), 140)],
      ['attribute_value', cut(oneLine(attributeText(spec)), 1000)],
    ]),
    many('question_and_answer', words?.words.faqs ?? [], ({ question, answer }) => [
      ['question', oneLine(question)],
      ['answer', oneLine(answer)],
    ]),
    many('related_product', told.related.slice(0, MOST_RELATED), (other) => [
      ['relationship_type', other.kind],
      ['identifier_type', 'id'],
      ['identifier', shortId(other.sku, 50)],
    ]),
    one('popularity_rank', told.popularity !== null && (told.popularity * 100).toFixed(1)),
  ];
}

/** Both ends of a sale, where the merchant gave both: the format has no room for one alone. */
const salePeriod = ({ priceFrom, priceUntil }: Variant): string | null =>
  priceFrom && priceUntil ? `${priceFrom.toISOString()}/${priceUntil.toISOString()}` : null;

const shortened = (text: string | null, most: number): string | null => text && cut(text, most);

/** The label a merchant gives the same policy in Merchant Center: `60-days-free`, `60-days-free-unused`. */
const returnLabel = ({ takesBack, windowDays, isFree }: ReturnsOf): string =>
  takesBack === 'never'
    ? 'no-returns'
    : `${windowDays}-days-${isFree ? 'free' : 'paid'}${takesBack === 'unused' ? '-unused' : ''}`;
