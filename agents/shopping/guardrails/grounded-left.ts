const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const SOME = String.raw`(\d+|${NUMBERS.join('|')}|a few|a couple|a handful|some)`;
const LEFT = new RegExp(
  String.raw`\b(?:only|just|last)\s+${SOME}\s+(?:of\s+)?(?:[\p{L}-]+\s+){0,2}?(?:left|remain|remaining|in stock|available)\b|(?<![\d.,$€£¥])\b${SOME}\s+(?:[\p{L}-]+\s+)?(?:left|remaining)\b(?!\s+(?:over|of the budget|in your))`,
  'giu',
);

/** Whether every count of what is left in stock is one that a tool answered: `3 left` (evidence in lower case). */
export const leftIsGrounded = (sentence: string, evidence: string): boolean =>
  [...sentence.matchAll(LEFT)].every(([, first, second]) => {
    const many = (first ?? second ?? '').toLowerCase();
    const number = NUMBERS.includes(many) ? String(NUMBERS.indexOf(many) + 1) : many;
    return /^\d+$/.test(number)
      ? new RegExp(String.raw`(?<![\d.,])${number} left\b`).test(evidence)
      : /\d left\b/.test(evidence);
  });
