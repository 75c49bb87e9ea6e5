import type { Rule } from '../rule.ts';

const EMPTY_WORDS = /^(click here|here|more|read more|learn more|link|this|see more)$/i;

export const linkWords: Rule = {
  id: 'link-words',
  title: 'Links say where they lead',
  severity: 'notice',
  why: 'The words of a link are what an engine knows of the page behind it.',
  check: ({ links }) =>
    links
      .filter(({ text }) => EMPTY_WORDS.test(text))
      .map(({ href, text }) => ({
        where: `link to ${href}`,
        found: `It only says “${text}”.`,
        fix: 'Name what stands there, such as “All of shipping”.',
      })),
};
