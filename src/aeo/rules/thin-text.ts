import type { PageKind } from '../page-facts.ts';
import type { Rule } from '../rule.ts';

/** Words below which a page of each kind has too little to be quoted for. */
const leastWords: Readonly<Partial<Record<PageKind, number>>> = {
  product: 150,
  article: 300,
  listing: 40,
  questions: 80,
};

export const thinText: Rule = {
  id: 'thin-text',
  title: 'The page has enough words to answer from',
  severity: 'warning',
  why: 'A page of a name and a price answers no question but those two.',
  check: ({ kind, text }) => {
    const least = leastWords[kind] ?? 0;
    const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    if (words >= least) return [];
    return [
      {
        where: 'the page',
        found: `It has ${words} words; a page of this kind needs ${least}.`,
        fix: 'Say who it is for and not for, what it is used for, and answer the questions people ask.',
      },
    ];
  },
};
