import { productPath } from '#src/catalog/addresses.ts';
import type { Article, BreadcrumbList, CollectionPage, FAQPage } from 'schema-dts';
import type { Entry } from '#src/editorial/content.ts';
import type { GuideWords } from '#src/editorial/schemas.ts';
import { absolute } from './json-ld.ts';

/** A page by its name and its path. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** Products as the pages they stand on. */
export const productPages = (
  products: readonly { readonly title: string; readonly slug: string }[],
): readonly Crumb[] => products.map(({ title, slug }) => ({ name: title, path: productPath(slug) }));

/** Where a page stands, from the home page down; the last crumb is the page itself. */
export function breadcrumbNode(site: string, crumbs: readonly Crumb[]): BreadcrumbList {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(
      ({ name, path }, index) =>
        ({ '@type': 'ListItem', position: index + 1, name, item: absolute(site, path) }) as const,
    ),
  };
}

/** A page that lists other pages, such as products; each is referred to by its own address. */
export function collectionNode(
  site: string,
  page: { readonly name: string; readonly description: string; readonly path: string },
  listed: readonly Crumb[],
): CollectionPage {
  return {
    '@type': 'CollectionPage',
    '@id': absolute(site, `${page.path}#page`),
    name: page.name,
    description: page.description,
    url: absolute(site, page.path),
    isPartOf: { '@id': absolute(site, '/#website') },
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: listed.length,
      itemListElement: listed.map(
        ({ name, path }, index) =>
          ({ '@type': 'ListItem', position: index + 1, url: absolute(site, path), name }) as const,
      ),
    },
  };
}

/** What a page that lists others says of itself: where it stands, and what it lists. */
export const listNodes = (
  site: string,
  crumbs: readonly Crumb[],
  page: { readonly name: string; readonly description: string },
  listed: readonly Crumb[],
): readonly [BreadcrumbList, CollectionPage] => [
  breadcrumbNode(site, crumbs),
  collectionNode(site, { ...page, path: crumbs.at(-1)?.path ?? '/' }, listed),
];

/** Questions and answers that stand open on the page, as plain text. */
export function faqNode(
  site: string,
  path: string,
  faqs: readonly { readonly question: string; readonly answer: string }[],
): FAQPage {
  return {
    '@type': 'FAQPage',
    '@id': absolute(site, `${path}#faq`),
    mainEntity: faqs.map(
      ({ question, answer }) =>
        ({
          '@type': 'Question',
          name: question,
          acceptedAnswer: { '@type': 'Answer', text: answer },
        }) as const,
    ),
  };
}

export function articleNode(site: string, guide: Entry<GuideWords>, language: string): Article {
  const { words, slug } = guide;
  const linked = [...new Set(guide.html.match(/(?<=href=")https?:[^"]+/g))];
  const sources = (words.sources ?? []).map(
    ({ title, url }) => ({ '@type': 'CreativeWork', name: title, ...(url ? { url } : {}) }) as const,
  );
  return {
    '@type': 'Article',
    '@id': absolute(site, `/guides/${slug}#article`),
    headline: words.title,
    description: words.description,
    url: absolute(site, `/guides/${slug}`),
    author: { '@type': 'Person', name: words.author },
    publisher: { '@id': absolute(site, '/#store') },
    mainEntityOfPage: absolute(site, `/guides/${slug}`),
    inLanguage: language,
    datePublished: words.published,
    dateModified: words.updated,
    about: words.uses.map((use) => ({ '@type': 'Thing', name: use }) as const),
    ...(linked.length + sources.length ? { citation: [...sources, ...linked] } : {}),
    mentions: words.products.map((product) => ({ '@id': absolute(site, `/p/${product}#product`) })),
  };
}
