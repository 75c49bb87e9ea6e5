import type { Article } from 'schema-dts';
import type { Product } from '#src/catalog/product.ts';
import { absolute } from './json-ld.ts';

export interface Comparison {
  readonly path: string;
  readonly headline: string;
  /** The sentences the page leads with. */
  readonly description: string;
  readonly language: string;
  readonly products: readonly Product[];
  /** The day the newest of its facts or words changed, as `2026-11-28`. */
  readonly checked: string;
}

/** A comparison that the shop makes from its rows: about the products, with their own pages as its sources. */
export function comparisonNode(site: string, page: Comparison): Article {
  const { path, headline, description, language, products, checked } = page;
  return {
    '@type': 'Article',
    '@id': absolute(site, `${path}#article`),
    headline,
    description,
    url: absolute(site, path),
    mainEntityOfPage: absolute(site, path),
    author: { '@id': absolute(site, '/#store') },
    publisher: { '@id': absolute(site, '/#store') },
    inLanguage: language,
    datePublished: checked,
    dateModified: checked,
    about: products.map(({ slug }) => ({ '@id': absolute(site, `/p/${slug}#product`) })),
    citation: products.map(({ slug }) => absolute(site, `/p/${slug}`)),
  };
}
