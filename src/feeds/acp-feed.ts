import type { Variant } from '#src/catalog/product.ts';
import { unitPrice } from '#src/catalog/unit-price.ts';
import type { Money } from '#src/money/money.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { markdownLine, markdownLines, markdownLink } from './escape-markdown.ts';
import type { FeedState } from './feed-shards.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { offerOf } from './offer.ts';
import { oneLine } from './plain.ts';

/** FeedMetadata of the Agentic Commerce Protocol, 2026-04-17. */
export function acpMetadata(shop: FeedShop, state: FeedState): Record<string, unknown> {
  return {
    id: `${new URL(shop.site).host}-products`,
    target_country: shop.content.store.country,
    ...(state.changed ? { updated_at: state.changed.toISOString() } : {}),
  };
}

/** The protocol's products as JSON lines, each with its variants. */
export async function* acpJsonl(
  shop: FeedShop,
  products: AsyncIterable<FeedProduct>,
): AsyncGenerator<string> {
  for await (const told of products) yield `${JSON.stringify(acpProduct(shop, told))}\n`;
}

/**
 * One product. The protocol has no field for questions, relations or popularity and allows no others, so questions
 * and relations stand in the Markdown description and popularity is not told.
 */
function acpProduct(shop: FeedShop, told: FeedProduct): Record<string, unknown> {
  const { product } = told;
  const first = offerOf(shop, told, product.variants[0]);
  return {
    id: product.slug,
    title: first.groupName,
    description: { plain: first.description, markdown: description(shop, told, first.description) },
    url: absolute(shop.site, `/p/${product.slug}`),
    media: first.pictures.map((url) => ({ type: 'image', url, alt_text: first.groupName })),
    variants: product.variants.map((variant) => acpVariant(shop, told, variant)),
  };
}

function acpVariant(shop: FeedShop, told: FeedProduct, variant: Variant): Record<string, unknown> {
  const { product } = told;
  const offer = offerOf(shop, told, variant);
  const unit = variant.unitMeasure;
  const perBase = unitPrice(variant);
  const price = ({ minor, currency }: Money) => ({ amount: minor, currency });
  const options = Object.entries(variant.options);
  return {
    id: variant.sku,
    title: offer.name,
    url: offer.link,
    ...(variant.gtin ? { barcodes: [{ type: 'GTIN', value: variant.gtin }] } : {}),
    price: price(variant.price),
    ...(offer.sale ? { list_price: price(offer.regular) } : {}),
    ...(unit && perBase && Number.isInteger(unit.baseAmount)
      ? {
          unit_price: {
            ...price(perBase),
            measure: { value: unit.amount, unit: unit.unit },
            reference: { value: unit.baseAmount, unit: unit.unit },
          },
        }
      : {}),
    availability: {
      available: offer.availability !== 'out_of_stock',
      status: variant.availability.state === 'low-stock' ? 'limited_stock' : offer.availability,
    },
    ...(product.categoryPath.length
      ? { categories: [{ value: oneLine(product.categoryPath.join(' > ')), taxonomy: 'merchant' }] }
      : {}),
    condition: [product.condition],
    ...(options.length
      ? { variant_options: options.map(([name, value]) => ({ name: oneLine(name), value: oneLine(value) })) }
      : {}),
    media: offer.pictures.slice(0, 1).map((url) => ({ type: 'image', url, alt_text: offer.name })),
    seller: { name: shop.content.store.name, links: links(shop) },
  };
}

function description({ site }: FeedShop, { words, related }: FeedProduct, plain: string): string {
  const list = (kind: string) =>
    related
      .filter((other) => other.kind === kind)
      .map((other) => `- ${markdownLink(other.title, absolute(site, `/p/${other.slug}`))}`)
      .join('\n');
  const accessories = list('accessory');
  const substitutes = list('substitute');
  return [
    markdownLines(plain),
    ...(words?.words.faqs ?? []).map(
      (faq) => `## ${markdownLine(faq.question)}\n\n${markdownLines(faq.answer)}`,
    ),
    accessories && `## Goes with it\n\n${accessories}`,
    substitutes && `## On the same shelf\n\n${substitutes}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const KINDS: Readonly<Record<string, string>> = {
  returns: 'refund_policy',
  shipping: 'shipping_policy',
  privacy: 'privacy_policy',
  terms: 'terms_of_service',
};

const links = ({ site, content }: FeedShop) => [
  ...content.policies.flatMap(({ slug, words }) => {
    const type = KINDS[words.kind];
    return type ? [{ type, title: words.title, url: absolute(site, `/policies/${slug}`) }] : [];
  }),
  ...(content.faqs.length > 0 ? [{ type: 'faq', url: absolute(site, '/faq') }] : []),
];
