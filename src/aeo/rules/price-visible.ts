import { amountsIn, moneyOf, shownOffers } from '../offers.ts';
import { said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const priceVisible: Rule = {
  id: 'price-visible',
  title: 'The price people read is the price machines read',
  severity: 'error',
  why: 'An assistant that finds two prices quotes neither, and merchant listings are suspended for it.',
  check: (facts) => {
    const offers = shownOffers(facts);
    const [shown] = offers;
    if (!shown || facts.kind !== 'product') return [];
    const currency = said(shown.offer, 'priceCurrency') ?? '';
    const stated = offers.flatMap(({ offer }) => moneyOf(offer)?.minor ?? []);
    const printed = facts.blocks.flatMap((block) => amountsIn(block.text, currency))[0];
    if (printed !== undefined && stated.includes(printed)) return [];
    return [
      {
        where: 'the first price on the page',
        found:
          printed === undefined
            ? 'The page prints no price.'
            : `The page prints ${printed} and the data says ${stated[0] ?? 'nothing'}, in the smallest unit of ${currency}.`,
        fix: 'Print the price of the chosen variant from the same row, before any other amount.',
      },
    ];
  },
};
