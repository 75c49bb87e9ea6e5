import { nameOf, said } from '../graph.ts';
import type { Flaw, Rule } from '../rule.ts';

const DAY = 86_400_000;

export const datesInOrder: Rule = {
  id: 'dates-in-order',
  title: 'Nothing is dated in the future or changed before it was written',
  severity: 'error',
  why: 'Dates that cannot be true make every other date of the shop doubtful.',
  check: ({ graph, now }) =>
    graph.nodes.flatMap((node): Flaw[] => {
      const published = said(node, 'datePublished');
      const modified = said(node, 'dateModified');
      const where = nameOf(node);
      const future = [published, modified].filter((day) => day && Date.parse(day) > now.getTime() + DAY);
      const backwards = published && modified && Date.parse(modified) < Date.parse(published);
      return [
        ...future.map((day) => ({
          where,
          found: `It is dated ${day}.`,
          fix: 'Write the day it was really done.',
        })),
        ...(backwards
          ? [
              {
                where,
                found: `Changed on ${modified}, published on ${published}.`,
                fix: 'The day of the last change comes on or after the first day.',
              },
            ]
          : []),
      ];
    }),
};
