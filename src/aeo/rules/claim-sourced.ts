import { excerpt, type Rule } from '../rule.ts';

const CLAIM =
  /\b(stud(?:y|ies) (?:show|found|suggest)|research (?:shows|suggests|found)|scientists|clinically|proven to|experts (?:say|agree)|according to (?:a|the) (?:study|report|survey))\b/i;

export const claimSourced: Rule = {
  id: 'claim-sourced',
  title: 'A claim about research links to it',
  severity: 'warning',
  why: 'Passages with a named source are quoted more, and a claim without one cannot be checked by anybody.',
  check: ({ blocks }) =>
    blocks
      .filter((block) => CLAIM.test(block.text) && !block.hasLink)
      .map((block) => ({
        where: block.under ? `below “${block.under}”` : 'the page',
        found: `“${excerpt(block.text)}” names no source.`,
        fix: 'Link the study in the same sentence, or say it as your own experience.',
      })),
};
