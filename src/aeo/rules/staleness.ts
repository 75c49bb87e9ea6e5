import { nameOf, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

const DAY = 86_400_000;
const MOST_DAYS = 540; // a year and a half: two seasons of a range

export const staleness: Rule = {
  id: 'staleness',
  title: 'What is dated was looked at within the last two seasons',
  severity: 'warning',
  why: 'Engines prefer the page that was checked lately, and prices and ranges change.',
  check: ({ graph, now, kind, dates }) => {
    const age = (day: string) => Math.floor((now.getTime() - Date.parse(day)) / DAY);
    const articles = nodesOf(graph, 'CreativeWork').flatMap((node) => {
      const day = said(node, 'dateModified');
      return day && age(day) > MOST_DAYS ? [{ where: nameOf(node), day }] : [];
    });
    const newest = dates
      .filter((day) => !Number.isNaN(Date.parse(day)))
      .sort()
      .at(-1);
    const page =
      kind === 'product' && newest && age(newest) > MOST_DAYS ? [{ where: 'the page', day: newest }] : [];
    return [...articles, ...page].map(({ where, day }) => ({
      where,
      found: `Last checked on ${day}, ${age(day)} days ago.`,
      fix: 'Read it again, correct what changed, and set the day of today.',
    }));
  },
};
