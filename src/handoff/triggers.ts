import type { HandoffRule, Understood } from '#src/editorial/handoff-schema.ts';
import { decimalMoney, parseMoney, type Money } from '#src/money/money.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

/** What a turn tells about whether a person is wanted. */
export interface Signals {
  readonly text: string;
  readonly understood: readonly Understood[];
  /** Turns in a row, before this one, that did not help. */
  readonly misses: number;
  readonly cart: Money | null;
  /** Complaints of the shopper in the time that counts. */
  readonly complaints: number;
  /** How sure it is what was meant, 0 to 1. */
  readonly confidence: number;
}

/** One condition of a rule: what was found, and what it takes. */
export interface Score {
  readonly signal: string;
  readonly value: string | number;
  readonly needed: string | number;
}

export interface Fired {
  readonly rule: HandoffRule;
  readonly scores: readonly Score[];
}

const LIKE_AN_EXAMPLE = 0.7; // of the telling words of the shorter of both, so that half a sentence alike is not enough
const LEAST_WORDS = 3; // shorter messages are too thin to be compared with an example

/** The first rule whose conditions all hold, with what made it hold; null where none does. */
export function firedRule(rules: readonly HandoffRule[], signals: Signals): Fired | null {
  for (const rule of rules) {
    const scores = scoresOf(rule, signals);
    if (scores) return { rule, scores };
  }
  return null;
}

function scoresOf({ when }: HandoffRule, signals: Signals): readonly Score[] | null {
  const found: (Score | null)[] = [];
  if (when.understood) {
    const met = when.understood.find((one) => signals.understood.includes(one));
    found.push(met ? { signal: 'understood', value: met, needed: when.understood.join(' or ') } : null);
  }
  if (when.words || when.examples) found.push(saidScore(when, signals.text));
  if (when.misses !== undefined) found.push(least('misses', signals.misses, when.misses));
  if (when.complaintsAtLeast !== undefined)
    found.push(least('complaints', signals.complaints, when.complaintsAtLeast));
  if (when.cartAtLeast) found.push(cartScore(signals.cart, when.cartAtLeast));
  if (when.confidenceBelow !== undefined)
    found.push(
      signals.confidence < when.confidenceBelow
        ? { signal: 'confidence', value: round(signals.confidence), needed: `below ${when.confidenceBelow}` }
        : null,
    );
  const held = found.filter((one) => one !== null);
  return held.length === found.length ? held : null;
}

const least = (signal: string, value: number, needed: number): Score | null =>
  value >= needed ? { signal, value, needed } : null;

function cartScore(cart: Money | null, needed: string): Score | null {
  const [amount = '', currency = ''] = needed.split(' ');
  if (!cart || cart.currency !== currency) return null;
  const least = parseMoney(amount, currency);
  if (!least || cart.minor < least.minor) return null;
  return { signal: 'cart', value: `${decimalMoney(cart)} ${currency}`, needed };
}

function saidScore(when: HandoffRule['when'], text: string): Score | null {
  const said = plain(text);
  if (when.unless?.some((phrase) => said.includes(plain(phrase)))) return null;
  const word = when.words?.find((phrase) => said.includes(plain(phrase)));
  if (word) return { signal: 'words', value: word, needed: 'one of its words' };
  const terms = telling(text);
  if (terms.size < LEAST_WORDS) return null;
  const best = Math.max(0, ...(when.examples ?? []).map((example) => alike(terms, telling(example))));
  return best >= LIKE_AN_EXAMPLE
    ? { signal: 'like an example', value: round(best), needed: LIKE_AN_EXAMPLE }
    : null;
}

/** Lower case, signs as spaces, a space at each end: whole words only. */
const plain = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}']+/gu)
      ?.join(' ') ?? ''
  } `;

const telling = (text: string): ReadonlySet<string> => new Set(tokensOf(text).map((token) => token.term));

function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = one.intersection(other).size;
  const sum = one.size + other.size;
  return sum === 0 ? 0 : (2 * both) / sum;
}

const round = (value: number): number => Math.round(value * 100) / 100;
