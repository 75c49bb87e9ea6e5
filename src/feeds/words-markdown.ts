import type { Category } from '#src/catalog/category-store.ts';
import { chosenVariant, priceRange, type Product } from '#src/catalog/product.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { figuresLine } from '#src/catalog/key-figures.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import { faqTopics } from '#src/editorial/faq-topics.ts';
import type { GuideWords, PolicyWords } from '#src/editorial/schemas.ts';
import { formatMoney } from '#src/money/money.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { HomeLists } from './home-lists.ts';
import { markdownLine, markdownLines, markdownLink, markdownList } from './escape-markdown.ts';
import { markdownPath } from './markdown-path.ts';
import { nameOf } from './product-words.ts';

/** A document of those parts below its title, with the way to all the others under it; parts that are empty are left out. */
export const markdownDocument = (
  site: string,
  [title, ...parts]: readonly (string | false | null | undefined)[],
): string => `${[title, mapLine(site), ...parts].filter(Boolean).join('\n\n')}\n`;
/** Where a document's page stands, and when its words were last checked. */
export const sourceLine = (site: string, path: string, checked?: string): string =>
  `---\n\nSource: ${absolute(site, path)}${checked ? `\n\nLast checked on ${checked}.` : ''}`;

/** Words of the marketer with links that still lead to the shop when the text is read elsewhere. */
export const bodyOf = (site: string, body: string): string =>
  body.trim().replace(/\]\((\/(?!\/)[^)\s]*)/g, (_, path: string) => `](${absolute(site, path)}`);

/** Where a reader who came by a single page finds all the others. */
export const mapLine = (site: string): string =>
  `> Everything else in the shop: ${absolute(site, '/llms.txt')}`;
/** The address of a page's Markdown twin, or its own where it has none. */
export const twin = (site: string, path: string): string => absolute(site, markdownPath(path) ?? path);

/** A product as one line of a list: its name as a link to its twin, price, stock and first figures. */
export function productLine(
  site: string,
  content: Content,
  product: Product,
  stock = availabilityText(chosenVariant(product), content.store.locale),
): string {
  const { locale } = content.store;
  const { from, to } = priceRange(product);
  const price = `${from.minor === to.minor ? '' : 'from '}${formatMoney(from, locale)}`;
  const figures = figuresLine(product, locale);
  const name = markdownLink(nameOf(content, product), twin(site, `/p/${product.slug}`));
  return `- ${name}: ${markdownLine([price, stock, figures].filter(Boolean).join('; '))}`;
}

const productLines = (site: string, content: Content, products: readonly Product[]): string =>
  products.map((product) => productLine(site, content, product)).join('\n');

export function homeMarkdown(
  site: string,
  content: Content,
  categories: readonly Category[],
  { featured, lists }: HomeLists,
): string {
  const { store } = content;
  return markdownDocument(site, [
    `# ${markdownLine(store.name)}: ${markdownLine(store.tagline)}`,
    markdownLines(store.description),
    markdownLines(store.home.intro),
    featured.length > 0 && `## Featured\n\n${productLines(site, content, featured)}`,
    ...lists.map(
      ({ title, shown }) =>
        `## ${title}\n\n${productLines(
          site,
          content,
          shown.map(({ product }) => product),
        )}`,
    ),
    `## Shelves\n\n${shelfLines(site, content, categories)}`,
    content.guides.length > 0 && `## Guides\n\n${guideLines(site, content.guides)}`,
    `## Contact\n\n${markdownLine(`${store.contact.email}, ${store.contact.hours}. ${store.contact.address}.`)}`,
    sourceLine(site, '/'),
  ]);
}

/** All products, then every shelf. */
export const shelfLines = (site: string, content: Content, categories: readonly Category[]): string =>
  [`- ${markdownLink('All products', twin(site, '/products'))}`, categoryLines(site, content, categories)]
    .filter(Boolean)
    .join('\n');

/** One line a shelf, deeper shelves indented, with what stands on it in the marketer's words. */
function categoryLines(site: string, content: Content, categories: readonly Category[]): string {
  const below = (parent: string | null): readonly string[] =>
    categories
      .filter((category) => category.parentSlug === parent)
      .flatMap((category) => {
        const said = content.category(category.slug)?.words.description;
        const link = markdownLink(category.name, twin(site, `/c/${category.slug}`));
        const line = `${'  '.repeat(category.depth)}- ${link} (${category.products}${said ? `): ${markdownLine(said)}` : ')'}`;
        return [line, ...below(category.slug)];
      });
  return below(null).join('\n');
}

export const guideLines = (site: string, guides: Content['guides']): string =>
  guides
    .map(
      ({ slug, words }) =>
        `- ${markdownLink(words.title, twin(site, `/guides/${slug}`))}: ${markdownLine(words.description)}`,
    )
    .join('\n');

/** A shelf: its words, the shelves below it, and its products, at most as many as are given. */
export function categoryMarkdown(
  site: string,
  content: Content,
  category: Category,
  below: readonly Category[],
  products: readonly Product[],
): string {
  const entry = content.category(category.slug);
  const path = `/c/${category.slug}`;
  const more = category.products - products.length;
  return markdownDocument(site, [
    `# ${markdownLine(entry?.words.title ?? category.name)}`,
    entry && markdownLines(entry.words.description),
    below.length > 0 &&
      `## Shelves below\n\n${below
        .map((one) => `- ${markdownLink(one.name, twin(site, `/c/${one.slug}`))} (${one.products})`)
        .join('\n')}`,
    `## ${category.products} products\n\n${productLines(site, content, products)}`,
    more > 0 && `${more} more are on the page and in the sitemap.`,
    entry && bodyOf(site, entry.body),
    sourceLine(site, path, entry?.words.checked),
  ]);
}

/** Everything that is sold, at most as many products as are given. */
export const productsMarkdown = (
  site: string,
  content: Content,
  total: number,
  products: readonly Product[],
): string =>
  markdownDocument(site, [
    '# All products',
    productLines(site, content, products),
    total > products.length && `${total - products.length} more are on the page and in the sitemap.`,
    sourceLine(site, '/products'),
  ]);

/** A guide with the products it names that are sold now. */
export function guideMarkdown(
  site: string,
  content: Content,
  guide: Entry<GuideWords>,
  named: readonly Product[],
): string {
  const { words, slug, body } = guide;
  return markdownDocument(site, [
    `# ${markdownLine(words.title)}`,
    markdownLines(words.description),
    `By ${markdownLine(words.author)}. Published ${words.published}, facts last checked on ${words.updated}.`,
    bodyOf(site, body),
    words.sources &&
      `## Sources\n\n${words.sources.map(({ title, url }) => `- ${url ? markdownLink(title, url) : markdownLine(title)}`).join('\n')}`,
    named.length > 0 && `## Products it names\n\n${productLines(site, content, named)}`,
    sourceLine(site, `/guides/${slug}`, words.updated),
  ]);
}

/** The guides of the shop; null where it has none. */
export const guidesMarkdown = (site: string, content: Content): string | null =>
  content.guides.length
    ? markdownDocument(site, ['# Guides', guideLines(site, content.guides), sourceLine(site, '/guides')])
    : null;

/** Its questions with their answers; null where it has none. */
export function faqMarkdown(site: string, content: Content): string | null {
  if (content.faqs.length === 0) return null;
  return markdownDocument(site, [
    '# Questions and answers',
    ...faqTopics(content).flatMap(({ title, faqs }) => [
      `## ${markdownLine(title)}`,
      ...faqs.map((faq) => `### ${markdownLine(faq.words.question)}\n\n${bodyOf(site, faq.body)}`),
    ]),
    sourceLine(site, '/faq'),
  ]);
}

export function policyMarkdown(site: string, policy: Entry<PolicyWords>): string {
  const { words, slug, body } = policy;
  return markdownDocument(site, [
    `# ${markdownLine(words.title)}`,
    markdownLines(words.summary),
    'exceptions' in words &&
      words.exceptions.length > 0 &&
      `## What cannot come back, in short\n\n${markdownList(words.exceptions)}`,
    bodyOf(site, body),
    sourceLine(site, `/policies/${slug}`, words.updated),
  ]);
}
