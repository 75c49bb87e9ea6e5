import type { Rule } from './facts.ts';

const QUOTE = /[“"]([^”"]{12,600})[”"]/gu;
const SAID =
  /\b(?:customers?|buyers?|reviewers?|shoppers?|owners?|reviews?|people who bought|one of you)\b[^“"]{0,60}\b(?:sa(?:ys?|id)|writes?|wrote|puts? it|told us|tells?|:)|\b(?:sa(?:ys?|id)|writes?|wrote) (?:a|one|another|our|many|most) (?:\w+ )?(?:customers?|buyers?|reviewers?|shoppers?|owners?)\b|[”"]\s*[—–-]\s*\p{Lu}|★|\b5[- ]star\b/iu;

const flat = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words in quotes that a customer is said to have written, and that stand in no published review. */
export const quotes: Rule = ({ text }, { reviews }) => {
  if (!SAID.test(text)) return [];
  const all = reviews.map(flat);
  return [...text.matchAll(QUOTE)].flatMap(([, said = '']) =>
    all.some((review) => review.includes(flat(said)))
      ? []
      : [{ kind: 'review' as const, row: 'No published review says that.' }],
  );
};
