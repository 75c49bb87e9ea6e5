import type { Flaw, Rule } from '../rule.ts';

const TITLE = { least: 10, most: 120 } as const;
const SUMMARY = { least: 50, most: 320 } as const;

export const titleAndSummary: Rule = {
  id: 'title-and-summary',
  title: 'Title and description are there and of a useful length',
  severity: 'warning',
  why: 'They are the first, and often the only, words of a page that an engine shows.',
  check: ({ title, description, noindex }) => {
    const measure = (
      where: string,
      text: string,
      { least, most }: { least: number; most: number },
    ): Flaw[] =>
      text.length >= least && text.length <= most
        ? []
        : [
            {
              where,
              found: text ? `It has ${text.length} characters.` : 'It is missing.',
              fix: `Write ${least} to ${most} characters that already answer the reader.`,
            },
          ];
    return [
      ...measure('the title', title, TITLE),
      ...(noindex ? [] : measure('the description', description, SUMMARY)),
    ];
  },
};
