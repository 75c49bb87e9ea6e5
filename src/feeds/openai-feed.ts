import type { Variant } from '#src/catalog/product.ts';
import { audienceOf } from '#src/catalog/audience.ts';
import { weightOf } from '#src/catalog/product-weight.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { amountText, factText, offerOf, shortId } from './offer.ts';
import { cut, oneLine } from './plain.ts';

/** OpenAI's product feed as JSON lines, one a variant. */
export async function* openaiJsonl(
  shop: FeedShop,
  products: AsyncIterable<FeedProduct>,
): AsyncGenerator<string> {
  for await (const told of products) {
    yield told.product.variants
      .map((variant) => `${JSON.stringify(openaiRow(shop, told, variant))}\n`)
      .join('');
  }
}

/** One row; what nothing states is left out. The brand is required there: goods without one go under the seller's name. */
function openaiRow(shop: FeedShop, told: FeedProduct, variant: Variant): Record<string, unknown> {
  const { product, words, popularity } = told;
  const { site, content, shipping, returns } = shop;
  const { store } = content;
  const offer = offerOf(shop, told, variant);
  const audience = audienceOf(product, variant);
  const several = product.variants.length > 1;
  const seller = cut(oneLine(store.name), 70);
  const kind = told.related[0]?.kind;
  const policy = (slug: string) => (content.policy(slug) ? absolute(site, `/policies/${slug}`) : null);
  const comesBack = returns && returnsOf(returns, product);
  const unit = variant.unitMeasure;
  const weight = weightOf(product, variant);
  const row = {
    is_eligible_search: true,
    is_eligible_checkout: false,
    item_id: shortId(variant.sku, 100),
    gtin: variant.gtin,
    mpn: variant.mpn && cut(oneLine(variant.mpn), 70),
    title: cut(calm(offer.name), 150),
    description: withoutTags(offer.description),
    url: offer.link,
    condition: product.condition,
    product_category: oneLine(product.categoryPath.join(' > ')) || null,
    brand: product.brand ? cut(oneLine(product.brand), 70) : seller,
    material: shortened(factText(offer, /^material$/i, 'material'), 100),
    weight: weight && String(weight.value),
    item_weight_unit: weight?.unit,
    age_group: audience.ageGroup,
    gender: audience.gender,
    image_url: offer.pictures[0],
    additional_image_urls: offer.pictures.slice(1, 11).join(',') || null,
    price: amountText(offer.regular),
    sale_price: offer.sale && amountText(offer.sale),
    sale_price_start_date: offer.sale && variant.priceFrom?.toISOString(),
    sale_price_end_date: offer.sale && variant.priceUntil?.toISOString(),
    unit_pricing_measure: unit && `${unit.amount} ${unit.unit}`,
    base_measure: unit && `${unit.baseAmount} ${unit.unit}`,
    availability: offer.availability === 'preorder' ? 'pre_order' : offer.availability,
    availability_date: offer.comes?.toISOString(),
    group_id: several ? shortId(product.slug, 70) : null,
    item_group_title: several ? cut(offer.groupName, 150) : null,
    listing_has_variations: several,
    variant_dict: several
      ? Object.fromEntries(
          Object.entries(variant.options).map(([name, value]) => [oneLine(name), oneLine(value)]),
        )
      : null,
    color: shortened(factText(offer, /^colou?r$/i, 'color'), 40),
    size: shortened(factText(offer, /^size$/i, 'size'), 20),
    offer_id: shortId(variant.sku, 100),
    shipping_price:
      offer.shipping
        .map((way) => `${way.country}::${oneLine(way.service).replace(/[:,]/g, ' ')}:${amountText(way.rate)}`)
        .join(',') || null,
    seller_name: seller,
    seller_url: absolute(site, '/'),
    seller_privacy_policy: policy('privacy'),
    seller_tos: policy('terms'),
    accepts_returns: comesBack && comesBack.windowDays > 0,
    return_deadline_in_days: comesBack && comesBack.windowDays > 0 ? comesBack.windowDays : null,
    return_policy: policy('returns'),
    target_countries: shipping
      ? [...new Set(shipping.services.flatMap((service) => service.countries))]
      : null,
    store_country: store.country,
    popularity_score: popularity === null ? null : Number((popularity * 5).toFixed(2)),
    review_count: product.rating?.count,
    star_rating: product.rating ? product.rating.average.toFixed(1) : null,
    q_and_a: words?.words.faqs.length
      ? words.words.faqs.map(({ question, answer }) => ({ q: oneLine(question), a: oneLine(answer) }))
      : null,
    // A row has room for one kind of relation: the marketer's "goes with it" before the same shelf.
    related_product_id:
      told.related
        .filter((other) => other.kind === kind)
        .map((other) => shortId(other.sku, 100))
        .join(',') || null,
    relationship_type: kind,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}

const shortened = (text: string | null, most: number): string | null => text && cut(text, most);

/** A title in capitals only is refused there; each word keeps its first. */
const calm = (title: string): string =>
  title === title.toUpperCase() && title !== title.toLowerCase()
    ? title.toLowerCase().replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase())
    : title;

/** Plain text there may hold nothing that looks like a tag; a space keeps `<b` readable and no tag. */
const withoutTags = (text: string): string => text.replace(/<(?=[a-zA-Z/])/g, '< ');
