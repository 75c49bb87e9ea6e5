import type { Rule } from '../rule.ts';

export const headingOrder: Rule = {
  id: 'heading-order',
  title: 'One first heading, no level skipped',
  severity: 'warning',
  why: 'Passages are cut at headings; a broken order glues unrelated ones together.',
  check: ({ headings }) => {
    const tops = headings.filter(({ level }) => level === 1);
    const flaws = headings.flatMap((heading, at) => {
      const before = headings[at - 1]?.level ?? 0;
      return heading.level > before + 1 && (at > 0 || heading.level > 2)
        ? [
            {
              where: `heading “${heading.text}”`,
              found: `It is of level ${heading.level} and follows level ${before}.`,
              fix: `Make it level ${before + 1}.`,
            },
          ]
        : [];
    });
    const empty = headings.filter(({ text }) => !text);
    return [
      ...(tops.length === 1
        ? []
        : [
            {
              where: 'the headings',
              found: `The page has ${tops.length} headings of level 1.`,
              fix: 'Give the page one, with the name of what it is about.',
            },
          ]),
      ...flaws,
      ...empty.map(({ level }) => ({
        where: `a heading of level ${level}`,
        found: 'It is empty.',
        fix: 'Write its words or take it away.',
      })),
    ];
  },
};
