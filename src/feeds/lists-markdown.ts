import { canonicalComparePath, compareRows, stockText } from '#src/catalog/compare.ts';
import { compareInWords } from '#src/catalog/compare-in-words.ts';
import { slugOf } from '#src/catalog/slug.ts';
import { priceRange, type Product } from '#src/catalog/product.ts';
import type { Content } from '#src/editorial/content.ts';
import { terms } from '#src/editorial/glossary.ts';
import { formatMoney } from '#src/money/money.ts';
import { bestFor, useTitle } from '#src/use-cases/best-for.ts';
import type { Use } from '#src/use-cases/use-cases.ts';
import { markdownLine, markdownLink, markdownTable } from './escape-markdown.ts';
import { nameOf } from './product-words.ts';
import { guideLines, markdownDocument, productLine, sourceLine, twin } from './words-markdown.ts';

/** Uses as a list of links to their pages. */
export const useLines = (site: string, all: readonly Use[]): string =>
  all
    .map((use) => `- ${markdownLink(useTitle(use), twin(site, `/best/${use.slug}`))} (${use.products})`)
    .join('\n');

/** The uses that have a page of their own, most products first. */
export const usesMarkdown = (site: string, all: readonly Use[]): string =>
  markdownDocument(site, [
    '# What is it for?',
    'Every use that at least three of our products state.',
    useLines(site, all),
    sourceLine(site, '/best'),
  ]);

/** What suits a use: for each product why it is there and what it is not for, in the words of the page. */
export function bestMarkdown(site: string, content: Content, use: Use, products: readonly Product[]): string {
  const { counted, groups } = bestFor(content, use, products);
  const guides = content.guides.filter(({ words }) => words.uses.some((one) => slugOf(one) === use.slug));
  return markdownDocument(site, [
    `# ${markdownLine(useTitle(use))}`,
    counted.text,
    'Nobody paid for a place. Things that say in their own words why they suit it come first, then those people ask for most.',
    ...groups.flatMap((group) => [
      `## ${markdownLine(group.name)}`,
      group.entries
        .map(({ product, why, notFor }) =>
          [
            productLine(site, content, product, stockText({ product, variant: null }, content.store.locale)),
            `  - ${markdownLine(why.text)}`,
            notFor && `  - Not for: ${markdownLine(notFor.text)}`,
          ]
            .filter(Boolean)
            .join('\n'),
        )
        .join('\n'),
    ]),
    guides.length > 0 && `## Guides for it\n\n${guideLines(site, guides)}`,
    sourceLine(site, `/best/${use.slug}`),
  ]);
}

/** The words of the specifications and what each means; null where the shop has no glossary. */
export function glossaryMarkdown(site: string, content: Content): string | null {
  const { glossary } = content;
  if (!glossary) return null;
  const entries = terms(content).map(({ term, also, definition, guide }) => {
    const told = guide ? content.guide(guide) : null;
    const more = told && ` ${markdownLink(told.words.title, twin(site, `/guides/${told.slug}`))}`;
    const names = also?.length ? ` (also ${markdownLine(also.join(', '))})` : '';
    return `- **${markdownLine(term)}**${names}: ${markdownLine(definition)}${more ?? ''}`;
  });
  return markdownDocument(site, [
    '# Glossary',
    entries.join('\n'),
    sourceLine(site, '/glossary', glossary.words.checked),
  ]);
}

/** Products side by side: price, stock and every fact that any of them states. */
export function compareMarkdown(site: string, content: Content, products: readonly Product[]): string {
  const { locale } = content.store;
  const compared = products.map((product) => ({ product, variant: null }));
  const price = ({ product }: (typeof compared)[number]) => {
    const { from, to } = priceRange(product);
    return `${from.minor === to.minor ? '' : 'from '}${formatMoney(from, locale)}`;
  };
  const rows = compareRows(compared, locale);
  const told = products.flatMap((product) => {
    const entry = content.productWords(product.slug);
    return entry ? [{ product, words: entry.words }] : [];
  });
  return markdownDocument(site, [
    `# ${products.map((product) => markdownLine(nameOf(content, product))).join(' or ')}`,
    markdownLine(compareInWords(compared, rows, locale)),
    markdownTable(
      [
        '',
        ...products.map((product) =>
          markdownLink(nameOf(content, product), twin(site, `/p/${product.slug}`)),
        ),
      ],
      [
        ['Price', ...compared.map(price)],
        ['Stock', ...compared.map((one) => markdownLine(stockText(one, locale)))],
        ...rows.map(({ label, values }) => [
          markdownLine(label),
          ...values.map((value) => (value === null ? 'not stated' : markdownLine(value))),
        ]),
      ],
    ),
    ...told.map(({ product, words }) =>
      [
        `## ${markdownLine(nameOf(content, product))} is for`,
        words.whoFor.map((line) => `- ${markdownLine(line)}`).join('\n'),
        words.notFor[0] && `Not for: ${markdownLine(words.notFor[0])}`,
      ]
        .filter(Boolean)
        .join('\n\n'),
    ),
    sourceLine(site, canonicalComparePath(products.map((product) => product.slug))),
  ]);
}
