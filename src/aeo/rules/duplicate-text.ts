import { excerpt, type Rule } from '../rule.ts';

const LEAST_WORDS = 12;

export const duplicateText: Rule = {
  id: 'duplicate-text',
  title: 'Nothing is said twice on one page',
  severity: 'warning',
  why: 'Repeated paragraphs push the answer down and dilute what the page is about.',
  check: ({ blocks }) => {
    // Cells of a column are often alike, and comparing them is what a table is for. A quotation that links to its source
    // is no second telling.
    const long = blocks.filter(
      (block) =>
        block.tag !== 'td' && !(block.quoted && block.hasLink) && block.text.split(' ').length >= LEAST_WORDS,
    );
    const same = Map.groupBy(long, (block) => block.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '));
    return [...same.values()].flatMap(([first, ...rest]) =>
      first && rest.length
        ? [
            {
              where: rest[0]?.under ? `below “${rest[0].under}”` : 'the page',
              found: `“${excerpt(first.text)}” stands ${rest.length + 1} times.`,
              fix: 'Keep it in one place and say something else, or nothing, in the other.',
            },
          ]
        : [],
    );
  },
};
