import { shopDay } from '#src/editorial/time-zone.ts';
import {
  attributeText,
  chosenVariant,
  isAvailable,
  priceRange,
  type Product,
  type Variant,
} from '#src/catalog/product.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { listedSpecs } from '#src/catalog/key-figures.ts';
import { unitPriceText } from '#src/catalog/unit-price.ts';
import type { RelatedProducts } from '#src/editorial/related-products.ts';
import type { Content } from '#src/editorial/content.ts';
import { comingText, deliveryPromise, deliveryText } from '#src/fulfilment/delivery-promise.ts';
import type { ReviewDigest } from '#src/reviews/review-digest.ts';
import type { BundleOffer } from '#src/loyalty/bundle-offer.ts';
import type { MemberPrice } from '#src/loyalty/member-price.ts';
import { bundleLines } from './bundle-markdown.ts';
import { formatMoney } from '#src/money/money.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { variantPath } from '#src/structured-data/product.ts';
import { returnsOf, type ReturnsOf } from '#src/fulfilment/returns-of.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import { markdownLine, markdownLines, markdownLink, markdownList, markdownTable } from './escape-markdown.ts';
import { markdownPath } from './markdown-path.ts';
import { cut } from './plain.ts';
import { answerOf, nameOf } from './product-words.ts';
import { reviewsMarkdown } from './review-markdown.ts';
import { bodyOf, mapLine } from './words-markdown.ts';

export interface ProductTwin {
  readonly site: string;
  readonly content: Content;
  readonly product: Product;
  readonly related: RelatedProducts;
  /** Its published reviews; null where there are none. */
  readonly reviews: ReviewDigest | null;
  /** What members pay for one, by SKU. */
  readonly memberPrices?: ReadonlyMap<string, MemberPrice>;
  /** The bundles it is in. */
  readonly bundles: readonly BundleOffer[];
  readonly now: Date;
}

const LONGEST_DESCRIPTION = 5_000; // a reader with a token budget stops there; the page has the rest

/** A product page as Markdown: the same facts and words in the same order, every variant in one table. */
export function productMarkdown({
  site,
  content,
  product,
  related,
  reviews,
  memberPrices,
  bundles,
  now,
}: ProductTwin): string {
  const words = content.productWords(product.slug);
  const said = words?.words;
  const { locale, legal } = content.store;
  const variant = chosenVariant(product);
  const member = memberPrices?.get(variant.sku);
  const shipping = shippingPolicy(content);
  const returns = returnsPolicy(content);
  const promise = shipping && deliveryPromise(shipping, variant, content.store, now);
  const coming = comingText(variant, content.store, now);
  const guides = content.guides.filter((guide) => guide.words.products.includes(product.slug)).slice(0, 4);
  const comesBack = returns && returnsOf(returns, product);
  const answer = markdownLines(cut(answerOf(content, product), LONGEST_DESCRIPTION));
  const day = (at: Date) => shopDay(content.store, at);
  const link = (words: string, path: string) => markdownLink(words, absolute(site, path));
  const section = (title: string, body: string | null | undefined) =>
    body ? `## ${title}\n\n${body}` : null;
  const productLinks = (products: readonly Product[]) =>
    products.map((one) => `- ${link(nameOf(content, one), markdownPath(`/p/${one.slug}`) ?? '')}`).join('\n');
  return `${[
    `# ${markdownLine(nameOf(content, product))}`,
    mapLine(site),
    markdownLine([product.productType, product.brand && `by ${product.brand}`].filter(Boolean).join(' ')),
    answer,
    [
      `**Price:** ${pricesText(product, variant, locale)}${legal.taxIncluded ? '' : ' Sales tax is added by delivery address.'}`,
      member &&
        `**Member price:** ${formatMoney(member.price, locale)}${variant.title ? ` for ${markdownLine(variant.title)}` : ''}, for ${link(content.program?.words.name ?? 'members', '/rewards')}`,
      `**Availability:** ${stockText(product, variant, locale)}`,
      promise && `**Delivery:** ${markdownLine(deliveryText(promise, locale))}`,
      coming && `**Delivery:** ${markdownLine(coming)}`,
      comesBack && `**Returns:** ${markdownLine(comingBack(comesBack))}`,
      product.rating && `**Rating:** ${product.rating.average} of 5 from ${product.rating.count} reviews`,
    ]
      .filter(Boolean)
      .map((line) => `- ${line}`)
      .join('\n'),
    said && section('Who it is for', markdownList(said.whoFor)),
    said && section('Who should choose something else', markdownList(said.notFor)),
    said &&
      section(
        'Why it exists',
        [markdownLines(said.whyItExists), bodyOf(site, words.body)].filter(Boolean).join('\n\n'),
      ),
    said &&
      section(
        'What people use it for',
        said.useCases.map(({ use, why }) => `- **${markdownLine(use)}:** ${markdownLine(why)}`).join('\n'),
      ),
    said && section('What speaks for it', markdownList(said.pros)),
    said && section('What it gives up', markdownList(said.cons)),
    section('The numbers', specTable(product, variant)),
    section('Choices', variantTable(site, product, locale, memberPrices)),
    said &&
      section(
        'Questions about it',
        said.faqs
          .map((faq) => `### ${markdownLine(faq.question)}\n\n${markdownLines(faq.answer)}`)
          .join('\n\n'),
      ),
    said && section('Care', markdownLines(said.care)),
    shipping &&
      section(
        'Delivery',
        `${markdownLines(shipping.summary)} ${link('All of shipping', '/policies/shipping')}`,
      ),
    returns &&
      section('Returns', `${markdownLines(returns.summary)} ${link('All of returns', '/policies/returns')}`),
    reviews && reviewsMarkdown(site, content.store, `/p/${product.slug}`, reviews),
    section('Made for', productLinks(related.accessoryFor)),
    section('Used up by', productLinks(related.consumableFor)),
    section('Together for less', bundleLines(site, content, bundles)),
    section('Goes with it', productLinks(related.goesWith)),
    section(
      'Guides that mention it',
      guides
        .map((guide) => `- ${link(guide.words.title, markdownPath(`/guides/${guide.slug}`) ?? '')}`)
        .join('\n'),
    ),
    [
      '---',
      `Source: ${absolute(site, `/p/${product.slug}`)}`,
      `Facts as of ${day(product.updatedAt)}.${said?.checked ? ` Words checked on ${said.checked}.` : ''}`,
    ].join('\n\n'),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

/** How a product comes back, in the words of the page. */
const comingBack = ({ takesBack, windowDays, isFree, says }: ReturnsOf): string =>
  [
    takesBack === 'never'
      ? 'it cannot be sent back.'
      : `${windowDays} days to send it back${isFree ? ', free' : ''}${says ? '.' : ''}`,
    says,
  ]
    .filter(Boolean)
    .join(' ');

/** A variant's price with what it was and what it costs by the unit, in the words of the page. */
function priceText(variant: Variant, locale: string): string {
  const before = priceBefore(variant);
  const was = before ? `, before ${formatMoney(before, locale)}` : '';
  const unit = unitPriceText(variant, locale);
  return markdownLine(`${formatMoney(variant.price, locale)}${was}${unit ? ` (${unit})` : ''}`);
}

function pricesText(product: Product, variant: Variant, locale: string): string {
  const { from, to } = priceRange(product);
  const range =
    from.minor === to.minor
      ? ''
      : ` Choices cost ${formatMoney(from, locale)} to ${formatMoney(to, locale)}.`;
  return `${priceText(variant, locale)}${variant.title ? ` for ${markdownLine(variant.title)}` : ''}.${range}`;
}

function stockText(product: Product, variant: Variant, locale: string): string {
  if (product.variants.length === 1) return availabilityText(variant, locale);
  const open = product.variants.filter(isAvailable).length;
  return `${availabilityText(variant, locale)}; ${open} of ${product.variants.length} choices can be bought`;
}

function specTable(product: Product, variant: Variant): string | null {
  const rows = [
    ...(product.brand ? [['Brand', product.brand]] : []),
    ...(product.productType ? [['Kind', product.productType]] : []),
    ...listedSpecs(product, variant).map((spec) => [spec.label, attributeText(spec)]),
  ];
  if (rows.length === 0) return null;
  return markdownTable(
    ['Fact', 'Value'],
    rows.map((row) => row.map(markdownLine)),
  );
}

function variantTable(
  site: string,
  product: Product,
  locale: string,
  memberPrices: ProductTwin['memberPrices'],
): string {
  const members = ({ sku }: Variant) => {
    const price = memberPrices?.get(sku)?.price;
    return price ? `, members ${markdownLine(formatMoney(price, locale))}` : '';
  };
  const names = product.options.map((option) => option.name);
  return markdownTable(
    [...names.map(markdownLine), 'Price', 'Availability', 'SKU', 'GTIN'],
    product.variants.map((variant) => [
      ...names.map((name) => markdownLine(variant.options[name] ?? '')),
      priceText(variant, locale) + members(variant),
      availabilityText(variant, locale),
      markdownLink(variant.sku, absolute(site, variantPath(product, variant))),
      variant.gtin ?? 'none',
    ]),
  );
}
