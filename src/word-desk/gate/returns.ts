import type { Rule } from './facts.ts';

const DAYS_OF: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  ten: 10,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};
const TIME = String.raw`(\d{1,4}|${Object.keys(COUNTS).join('|')})[ -](day|week|month|year)s?`;
const WINDOWS = [
  new RegExp(
    String.raw`\b${TIME}(?: return(?:s|ing)?| to (?:return|send|bring|exchange)|,? no[- ]questions[- ]asked)`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:returns?|returned|send (?:it|them|anything) back|bring (?:it|them) back|exchange[sd]?)\b[^.;]{0,40}?\b(?:within|for|up to|in) ${TIME}`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:within|for|you have) ${TIME}[^.;]{0,40}?\b(?:to return|return (?:it|them|anything|window)|send (?:it|them) back|bring (?:it|them) back|to start)`,
    'i',
  ),
];
const FREE =
  /\b(?:returns? (?:is|are|cost) (?:always )?(?:free|nothing)|free returns?|returned? for free)\b/i;
const NOT_FREE = /\b(?:returns? (?:is|are) not free|returns? costs? (?!nothing))/i;
const MONEY = /\brefund|\bmoney back\b/i;

/** What is said of how long, and at whose cost, things come back. */
export const returns: Rule = ({ text }, { returnDays, returnsAreFree }) => {
  const found = WINDOWS.map((pattern) => pattern.exec(text)).find(Boolean);
  const days = found
    ? (COUNTS[found[1]?.toLowerCase() ?? ''] ?? Number(found[1])) *
      (DAYS_OF[found[2]?.toLowerCase() ?? ''] ?? 1)
    : null;
  const isAnother =
    days !== null && returnDays !== null && days !== returnDays && !MONEY.test(found?.[0] ?? '');
  const cost =
    returnsAreFree === false ? FREE.test(text) : returnsAreFree === true ? NOT_FREE.test(text) : false;
  return [
    ...(isAnother ? [{ kind: 'return' as const, row: `Returns policy: ${returnDays} days` }] : []),
    ...(cost
      ? [{ kind: 'return' as const, row: `Returns policy: ${returnsAreFree ? 'free' : 'not free'}` }]
      : []),
  ];
};
