import { isA } from '../vocabulary.ts';
import { nameOf, type GraphNode } from '../graph.ts';
import type { Rule } from '../rule.ts';

/** What Google's merchant listings, breadcrumbs and snippets ask for, and what a store must say of itself. */
const required: Readonly<Record<string, readonly string[]>> = {
  Offer: ['price|priceSpecification', 'priceCurrency|priceSpecification', 'availability'],
  Brand: ['name'],
  OnlineStore: ['name', 'url'],
  WebSite: ['name', 'url'],
  Article: ['headline', 'author', 'datePublished', 'dateModified'],
  BreadcrumbList: ['itemListElement'],
  CollectionPage: ['name'],
  ItemList: ['itemListElement'],
  FAQPage: ['mainEntity'],
  PropertyValue: ['name', 'value|minValue|maxValue'],
  AggregateRating: ['ratingValue', 'reviewCount|ratingCount'],
  Review: ['author', 'reviewRating'],
  Rating: ['ratingValue'],
  MonetaryAmount: ['currency', 'value|minValue|maxValue'],
  Certification: ['name', 'issuedBy'],
};

const advice: Readonly<Record<string, string>> = {
  image: 'Add a picture: the drawing of the product or a photograph of it.',
  offers: 'Add an offer with price, currency and availability.',
  price: 'Write the price as a plain number, such as 149.00.',
  availability: 'Say whether it can be bought now, such as https://schema.org/InStock.',
  author: 'Name the person or the company that wrote it.',
};

export const requiredProperties: Rule = {
  id: 'required-properties',
  title: 'Nothing required is missing',
  severity: 'error',
  why: 'Listings and snippets are refused as a whole when a required property is missing.',
  check: ({ graph }) =>
    graph.nodes.flatMap((node) =>
      needsOf(node)
        .filter(
          (need) => !need.split('|').some((name) => node.fields.get(name)?.some((value) => value !== '')),
        )
        .map((need) => ({
          where: nameOf(node),
          found: `${node.types.join(', ')} has no ${need.split('|').join(' or ')}.`,
          fix: advice[need.split('|')[0] ?? ''] ?? `State its ${need.split('|')[0]}.`,
        })),
    ),
};

function needsOf(node: GraphNode): readonly string[] {
  const [type = ''] = node.types;
  if (type === 'ProductGroup') return []; // has a rule of its own
  if (type === 'AggregateRating') return required[type] ?? [];
  if (isA(type, 'Product')) return ['name', 'image', 'offers|review|aggregateRating'];
  return required[type] ?? [];
}
