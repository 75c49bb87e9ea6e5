const CODE = [
  /\b(?:[Cc]odes?|[Cc]oupons?|[Vv]ouchers?)\b(?:\s+(?:is|called|named))?[\s:“”"'‘’(]*([A-Z][A-Z\d\-]{2,}|[A-Za-z\-]*\d[A-Za-z\d\-]*)/g,
  /\b(?:[Uu]se|[Ee]nter|[Aa]pply|[Tt]ry|[Ww]ith)\s+[“"'‘]?([A-Z][A-Z\d\-]{3,}|[A-Za-z]+\d{2}[A-Za-z\d\-]*)[”"'’]?\s+(?:at|in|during|when|for|to|and|you)\b/g,
  /(?<![\p{L}\d])([A-Z][A-Z\d\-]{3,})\s+(?:gets|gives|saves|takes|knocks|unlocks)\b/gu,
];
const HURRY =
  /\b(?:limited[- ]time|today only|only today|ends (?:soon|today|tonight|tomorrow)|while (?:supplies|stocks?) lasts?|while you can|before (?:it|they)(?:['’]s|['’]re| is| are) gone|hurry|don['’]t miss out|act (?:now|fast)|last chance|selling out|going fast)\b/gi;

/** Whether every code to be used and every word that presses to buy stands in what the shop itself said (lower case). */
export const offersAreGrounded = (sentence: string, own: string): boolean =>
  [
    ...CODE.flatMap((code) => [...sentence.matchAll(code)].map(([, token = '']) => token)),
    ...(sentence.match(HURRY) ?? []),
  ].every((said) => own.includes(said.toLowerCase()));
