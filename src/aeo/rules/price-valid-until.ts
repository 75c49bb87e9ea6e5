import { nameOf, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const priceValidUntil: Rule = {
  id: 'price-valid-until',
  title: 'No price has run out',
  severity: 'error',
  why: 'An offer whose price was valid until yesterday is no longer listed.',
  check: ({ graph, now }) =>
    [...nodesOf(graph, 'Offer'), ...nodesOf(graph, 'PriceSpecification')].flatMap((node) =>
      ['priceValidUntil', 'validThrough'].flatMap((name) => {
        const until = said(node, name);
        if (until === null || !(Date.parse(lastMoment(until)) < now.getTime())) return [];
        return [
          {
            where: nameOf(node),
            found: `${name} was ${until}.`,
            fix: 'Set a day to come, or leave it out where the price has no end.',
          },
        ];
      }),
    ),
};

const lastMoment = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59Z` : day);
