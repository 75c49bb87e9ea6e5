const CODE = [
  /\b(?:[Cc]odes?|[Cc]oupons?|[Vv]ouchers?)\b[\s:“”"'‘’(]*([A-Z][A-Z\d-]{2,}|[A-Z\-]*\d[A-Z\d-]*)/g,
  /\b(?:[Uu]se|[Ee]nter|[Aa]pply|[Ww]ith)\s+[“"'‘]?([A-Z][A-Z\d-]{3,})[”"'’]?\s+(?:at|in|during|when|for)\b/g,
];
const HURRY =
  /\b(?:limited[- ]time|today only|only today|ends (?:soon|today|tonight|tomorrow)|while (?:supplies|stocks?) lasts?|hurry|act (?:now|fast)|last chance|selling out|going fast)\b/gi;

/** Whether every code to be used and every word that presses to buy stands in what the shop itself said (lower case). */
export const offersAreGrounded = (sentence: string, own: string): boolean =>
  [
    ...CODE.flatMap((code) => [...sentence.matchAll(code)].map(([, token = '']) => token)),
    ...(sentence.match(HURRY) ?? []),
  ].every((said) => own.includes(said.toLowerCase()));
