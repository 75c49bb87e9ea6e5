import { nameOf, nodesOf, said } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

export const ratingRange: Rule = {
  id: 'rating-range',
  title: 'Ratings lie between worst and best and rest on reviews',
  severity: 'error',
  why: 'A rating out of range or of no reviews is refused, and stars for the shop’s own wares without reviews are spam.',
  check: ({ graph }) =>
    nodesOf(graph, 'Rating').flatMap((rating): readonly Flaw[] => {
      const value = Number(said(rating, 'ratingValue'));
      const best = Number(said(rating, 'bestRating') ?? 5);
      const worst = Number(said(rating, 'worstRating') ?? 1);
      const count = said(rating, 'reviewCount') ?? said(rating, 'ratingCount');
      return [
        ...(value >= worst && value <= best
          ? []
          : [
              {
                where: nameOf(rating),
                found: `${said(rating, 'ratingValue')} does not lie between ${worst} and ${best}.`,
                fix: 'Correct the rating, or state bestRating and worstRating.',
              },
            ]),
        ...(count !== null && !(Number(count) >= 1 && Number.isInteger(Number(count)))
          ? [
              {
                where: nameOf(rating),
                found: `It rests on ${count} reviews.`,
                fix: 'Leave the rating out until somebody has reviewed the product.',
              },
            ]
          : []),
      ];
    }),
};
