import type { Rule } from '../rule.ts';

const SHARE = 1 / 3; // 44 % of quoted passages come from the first third of their page
const LEAST_WORDS = 10;

export const answerFirst: Rule = {
  id: 'answer-first',
  title: 'The answer stands in the first third, with a number',
  severity: 'warning',
  why: 'Engines quote the beginning of a page far more often than its end, and figures more than praise.',
  check: ({ kind, blocks, text }) => {
    if (kind !== 'product' && kind !== 'article') return [];
    let at = 0;
    for (const block of blocks) {
      if (at > text.length * SHARE) break;
      const words = block.text.split(' ').length;
      if (words >= LEAST_WORDS && !/^h[1-6]$/.test(block.tag) && /\d/.test(block.text)) return [];
      at += block.text.length + 1;
    }
    return [
      {
        where: 'the first third of the page',
        found: `No sentence of ${LEAST_WORDS} words or more carries a number there.`,
        fix: 'Begin with two sentences: what it is and for whom, with the numbers that decide it.',
      },
    ];
  },
};
