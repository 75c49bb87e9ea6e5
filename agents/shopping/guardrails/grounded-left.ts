const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const SOME = String.raw`(\d+|${NUMBERS.join('|')}|a few|a couple|a handful|a pair|some)`;
const LEFT = [
  String.raw`\b(?:only|just|last|final)\s+${SOME}\s+(?:of\s+)?(?:[\p{L}-]+\s+){0,2}?(?:left|remain|remains|remaining|in stock|available)\b`,
  String.raw`(?<![\d.,$€£¥])\b${SOME}\s+(?:[\p{L}-]+\s+)?(?:left|remaining|remain)\b(?!\s+(?:over|of the budget|in your|the|a|dry|warm))`,
  String.raw`\b(?:down to|stock of|there (?:are|is) only|we (?:only )?have only)\s+(?:the\s+|our\s+)?(?:last\s+|final\s+)?${SOME}\b`,
  String.raw`\bthe\s+(?:last|final)\s+${SOME}\b`,
].map((pattern) => new RegExp(pattern, 'giu'));

/** Whether every count of what is left in stock is one that a tool answered: `3 left` (evidence in lower case). */
export const leftIsGrounded = (sentence: string, evidence: string): boolean =>
  LEFT.flatMap((left) => [...sentence.matchAll(left)]).every(([, first = '']) => {
    const many = first.toLowerCase();
    const number = NUMBERS.includes(many) ? String(NUMBERS.indexOf(many) + 1) : many;
    return /^\d+$/.test(number)
      ? new RegExp(String.raw`(?<![\d.,])${number} left\b`).test(evidence)
      : /\d left\b/.test(evidence);
  });
