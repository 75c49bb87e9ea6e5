import { said } from '../graph.ts';
import { member, shownOffers } from '../offers.ts';
import type { Rule } from '../rule.ts';

/** Words that say each state, and the states they speak against. */
const words: readonly { readonly means: readonly string[]; readonly pattern: RegExp }[] = [
  { means: ['OutOfStock', 'SoldOut', 'Discontinued'], pattern: /^(sold out|out of stock|not available)\b/i },
  {
    means: ['BackOrder', 'PreOrder', 'PreSale', 'MadeToOrder'],
    pattern: /\b(back soon|back order|pre-?order|made to order|can be ordered)\b/i,
  },
  { means: ['LimitedAvailability', 'InStock'], pattern: /^(only )?\d+ (left|in stock)\b/i },
  { means: ['InStock', 'OnlineOnly', 'InStoreOnly'], pattern: /^(?:in stock\b|available(?:$|[.,;]))/i },
];

export const availabilityVisible: Rule = {
  id: 'availability-visible',
  title: 'The stock people read is the stock machines read',
  severity: 'error',
  why: 'Sending somebody to a sold-out product is the mistake an assistant remembers a shop for.',
  check: (facts) => {
    if (facts.kind !== 'product') return [];
    const states = new Set(shownOffers(facts).map(({ offer }) => member(said(offer, 'availability'))));
    const stock = facts.blocks.flatMap(
      ({ text }) => words.find(({ pattern }) => pattern.test(text)) ?? [],
    )[0];
    if (!states.size || (stock && stock.means.some((state) => states.has(state)))) return [];
    return [
      {
        where: 'the stock line',
        found: stock
          ? `The page speaks of ${stock.means[0]} and the data of ${[...states].join(', ')}.`
          : `The page does not say whether it can be bought; the data says ${[...states].join(', ')}.`,
        fix: 'Print the stock of the chosen variant on a line of its own, such as “In stock” or “Sold out”.',
      },
    ];
  },
};
