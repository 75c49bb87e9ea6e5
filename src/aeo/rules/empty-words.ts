import { excerpt, type Rule } from '../rule.ts';

const LEFT_OVER =
  /\b(lorem ipsum|undefined|\[object Object\]|NaN|TODO|TBD|FIXME)\b|\[object Object\]|\{\{.{0,80}?\}\}/;

export const emptyWords: Rule = {
  id: 'empty-words',
  title: 'No filler or left-over marks of a program',
  severity: 'error',
  why: 'One “undefined” in a sentence is enough for a reader to doubt the rest.',
  check: ({ blocks, title, description }) =>
    [
      ...blocks.map((block) => ({
        where: block.under ? `below “${block.under}”` : 'the page',
        text: block.text,
      })),
      { where: 'the title', text: title },
      { where: 'the description', text: description },
    ]
      .filter(({ text }) => LEFT_OVER.test(text))
      .map(({ where, text }) => ({
        where,
        found: `“${excerpt(text)}”`,
        fix: 'Write the words that belong there, or leave the line out.',
      })),
};
