import { linked, nameOf, said } from '../graph.ts';
import { member, moneyOf, offered } from '../offers.ts';
import type { Rule } from '../rule.ts';

const BEFORE = new Set(['StrikethroughPrice', 'ListPrice']);

export const strikethroughAbove: Rule = {
  id: 'strikethrough-above',
  title: 'A struck-through price is above the price',
  severity: 'error',
  why: 'A reduction that is none is refused, and it is a false claim.',
  check: ({ graph }) =>
    offered(graph).flatMap(({ product, offer }) => {
      const now = moneyOf(offer);
      return linked(graph, offer, 'priceSpecification')
        .filter((one) => BEFORE.has(member(said(one, 'priceType'))))
        .filter((one) => {
          const before = moneyOf(one);
          return now && before && (before.currency !== now.currency || before.minor <= now.minor);
        })
        .map((one) => ({
          where: nameOf(product),
          found: `It was ${said(one, 'price')} ${said(one, 'priceCurrency')} and is now ${said(offer, 'price')} ${said(offer, 'priceCurrency')}.`,
          fix: 'Correct the price before, or take it away where nothing was reduced.',
        }));
    }),
};
