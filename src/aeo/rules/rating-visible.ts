import { nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

export const ratingVisible: Rule = {
  id: 'rating-visible',
  title: 'A rating in the data is on the page too',
  severity: 'error',
  why: 'Stars that no visitor can see are refused.',
  check: (facts) =>
    nodesOf(facts.graph, 'AggregateRating')
      .filter((rating) => {
        const numbers = ['ratingValue', 'reviewCount']
          .map((name) => said(rating, name))
          .filter((one) => one !== null);
        return !numbers.every((one) =>
          new RegExp(`(?<![\\d.,])${escape(one)}(?!\\d)`).test(facts.text.replace(/(?<=\d),(?=\d{3})/g, '')),
        );
      })
      .map((rating) => ({
        where: rating.where,
        found: `${said(rating, 'ratingValue')} of ${said(rating, 'reviewCount') ?? said(rating, 'ratingCount')} reviews is not printed.`,
        fix: 'Print rating and number of reviews near the price, linked to the reviews.',
      })),
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
