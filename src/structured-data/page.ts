import type { Article, BreadcrumbList, CollectionPage, FAQPage } from 'schema-dts';
import type { Product } from '#src/catalog/product.ts';
import type { Entry } from '#src/editorial/content.ts';
import type { GuideWords } from '#src/editorial/schemas.ts';
import { absolute } from './json-ld.ts';

export interface Crumb {
  readonly name: string;
  readonly path: string;
}

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

/** A page that lists products; they are referred to by their own pages. */
export function collectionNode(
  site: string,
  page: { readonly name: string; readonly description: string; readonly path: string },
  products: readonly Product[],
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
      numberOfItems: products.length,
      itemListElement: products.map(
        (product, index) =>
          ({
            '@type': 'ListItem',
            position: index + 1,
            url: absolute(site, `/p/${product.slug}`),
            name: product.title,
          }) as const,
      ),
    },
  };
}

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
