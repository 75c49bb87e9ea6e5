import { dayText } from '#src/editorial/date-text.ts';
import type { Content } from '#src/editorial/content.ts';
import { returnedInPart, type BundleOffer } from '#src/loyalty/bundle-offer.ts';
import { formatMoney } from '#src/money/money.ts';
import { markdownLine, markdownLines, markdownLink } from './escape-markdown.ts';
import { nameOf } from './product-words.ts';
import { markdownDocument, sourceLine, twin } from './words-markdown.ts';

/** What a bundle comes to, in a sentence; every number is one that the cart would say of it alone. */
const priceLine = ({ store: { locale } }: Content, { apart, together, off, words }: BundleOffer): string =>
  `${formatMoney(together, locale)} together, ${formatMoney(apart, locale)} apart: ${formatMoney(off, locale)} less${
    words.ends ? `, until ${dayText(locale, words.ends)}` : ''
  }.`;

/** Bundles as a list of links to their twins. */
export const bundleLines = (site: string, content: Content, bundles: readonly BundleOffer[]): string =>
  bundles
    .map(
      (bundle) =>
        `- ${markdownLink(bundle.words.title, twin(site, `/bundles/${bundle.slug}`))}: ${priceLine(content, bundle)}`,
    )
    .join('\n');

/** The bundles that run now; null where the shop has none at all. */
export const bundlesMarkdown = (
  site: string,
  content: Content,
  bundles: readonly BundleOffer[],
): string | null =>
  content.bundles.length
    ? markdownDocument(site, [
        '# Bundles',
        'Products that cost less together. The price comes off by itself once all of it is in the cart.',
        bundleLines(site, content, bundles) || 'There is none just now.',
        sourceLine(site, '/bundles'),
      ])
    : null;

/** One bundle with its parts in the choices that its page shows. */
export const bundleMarkdown = (site: string, content: Content, bundle: BundleOffer): string =>
  markdownDocument(site, [
    `# ${markdownLine(bundle.words.title)}`,
    markdownLines(bundle.words.why),
    priceLine(content, bundle),
    bundle.parts
      .map(
        ({ product, variant, quantity }) =>
          `- ${quantity > 1 ? `${quantity} × ` : ''}${markdownLink(nameOf(content, product), twin(site, `/p/${product.slug}`))}${
            product.variants.length > 1 ? `, ${markdownLine(variant.title)}` : ''
          }: ${formatMoney(variant.price, content.store.locale)}${quantity > 1 ? ' each' : ''}`,
      )
      .join('\n'),
    bundle.isWhole
      ? 'Any other choice of these products counts too. The price comes off by itself in the cart.'
      : 'Not all of it is in stock now, so it cannot be had whole.',
    returnedInPart(bundle.words),
    sourceLine(site, `/bundles/${bundle.slug}`),
  ]);
