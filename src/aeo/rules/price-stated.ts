import { isCurrency, parseMoney } from '#src/money/money.ts';
import { nameOf, nodesOf, said } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const priceStated: Rule = {
  id: 'price-stated',
  title: 'Prices are plain numbers in a real currency',
  severity: 'error',
  why: 'A price of zero, with a sign in it or in an unknown currency drops the listing.',
  check: ({ graph }) =>
    [...nodesOf(graph, 'Offer'), ...nodesOf(graph, 'PriceSpecification')].flatMap((node): Flaw[] => {
      const price = said(node, 'price');
      const currency = said(node, 'priceCurrency');
      if (currency !== null && !isCurrency(currency)) {
        return [
          {
            where: nameOf(node),
            found: `“${currency}” is no currency of ISO 4217.`,
            fix: 'Write three capital letters, such as USD or EUR.',
          },
        ];
      }
      if (price === null || currency === null) return [];
      const read = /^\d+(\.\d+)?$/.test(price) ? parseMoney(price, currency) : null;
      if (read && read.minor > 0) return [];
      return [
        {
          where: nameOf(node),
          found: `“${price}” is no price in ${currency}.`,
          fix: 'Write a number above zero with a point, no sign and no blanks, such as 149.00.',
        },
      ];
    }),
};
