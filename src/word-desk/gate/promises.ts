import type { Rule } from './facts.ts';

/** Words of the language that deny what follows them. */
const DENIED =
  /\b(?:not?|never|neither|nor|nothing|nobody|cannot|can't|doesn't|don't|isn't|without|hardly|unproven|no\s\w+)\b/i;

const PROMISES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:cures|cured|curing|heals|healed|(?:will|can|to|helps?) (?:cure|heal)|treats? (?:your |a |an |the )?(?:pain|disease|illness|injur\w+|infection\w*|\w+itis))\b/i,
    'Nothing that is sold here may be said to cure, heal or treat.',
  ],
  [
    /\b(?:clinically|scientifically|medically|doctor) (?:proven|tested|approved|recommended)\b|\bproven to (?:cure|heal|prevent|reverse|treat)\b/i,
    'No row holds a proof of that.',
  ],
  [
    /\b(?:we )?guarantee(?:s|d)?\b|\brisk[- ]free\b|\b100 ?% (?:safe|effective|satisfaction)\b|\bworks (?:for everyone|every time|always)\b/i,
    'A guarantee binds the shop, and no policy gives it.',
  ],
  [
    /\b(?:lowest|best|cheapest|unbeatable) prices?\b|\bprice[- ]match\b|\bcheaper than (?:anywhere|everyone|anyone|any other shop)\b|\bnever (?:pay|costs?) more\b|\bprices? (?:will|is going to) (?:never|always|stay)\b|\bwon't find (?:it )?cheaper\b/i,
    'What others ask, and what it will cost later, stands in no row.',
  ],
];

/** Promises of a cure, a proof, a guarantee or a price; denied ones are none. */
export const promises: Rule = ({ text }) =>
  PROMISES.flatMap(([pattern, row]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const before = text.slice(Math.max(0, found.index - 60), found.index);
    const clause = before.split(/[.;:!?]/).at(-1) ?? '';
    const isNoun = /\b(?:the|a|an|its?)\s+$/i.test(before) && /^cures?$/i.test(found[0]); // "the cure here is geometry"
    return DENIED.test(clause) || isNoun ? [] : [{ kind: 'promise' as const, row }];
  });
