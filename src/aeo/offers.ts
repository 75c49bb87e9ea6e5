import { isCurrency, minorDigits, parseMoney, type Money } from '#src/money/money.ts';
import { linked, nodesOf, said, type Graph, type GraphNode } from './graph.ts';
import type { PageFacts } from './page-facts.ts';

export interface Offered {
  readonly product: GraphNode;
  readonly offer: GraphNode;
}

/** Every product of the page with each of its own offers. */
export const offered = (graph: Graph): readonly Offered[] =>
  nodesOf(graph, 'Product').flatMap((product) =>
    linked(graph, product, 'offers').map((offer) => ({ product, offer })),
  );

/** The offers of the variant the page shows: by its address, else by the SKU its text prints, else all of them. */
export function shownOffers(facts: PageFacts): readonly Offered[] {
  const all = offered(facts.graph);
  const exact = all.filter(({ product, offer }) =>
    [product, offer].some((one) => said(one, 'url') === facts.url),
  );
  if (exact.length) return exact;
  const printed = all.filter(({ product }) => {
    const sku = said(product, 'sku');
    return sku !== null && facts.pairs.some((pair) => pair.value === sku);
  });
  return printed.length ? printed : all;
}

/** A node's price with its currency; null where either cannot be read. */
export function moneyOf(node: GraphNode): Money | null {
  const currency = said(node, 'priceCurrency');
  const price = said(node, 'price');
  return currency && price && isCurrency(currency) ? parseMoney(price, currency) : null;
}

const DIGITS = String.raw`\d[\d.,' \u00a0\u202f]{0,24}\d|\d`; // bounded: a page may hold a million digits

/** The amounts of money a text prints, in minor units of that currency. */
export function amountsIn(text: string, currency: string): readonly number[] {
  if (!isCurrency(currency)) return [];
  const digits = minorDigits(currency);
  // Three capitals before a number are often no currency: UPF 50, EVA 20.
  const mark = `(?:[$€£¥₹₩]|(?<![A-Z])${currency}(?![A-Z]))`;
  const amount = new RegExp(`${mark}\\s?(${DIGITS})|(${DIGITS})\\s?${mark}`, 'gu');
  return [...text.matchAll(amount)].flatMap(([, after, before]) => {
    const plain = (after ?? before ?? '').replace(/[ \u00a0\u202f']/g, '');
    const read = parseMoney(digits === 0 ? plain.replace(/[.,]/g, '') : plain, currency);
    return read ? [read.minor] : [];
  });
}

/** The last part of a schema.org address: `InStock`. */
export const member = (value: string | null): string => value?.split('/').at(-1) ?? '';
