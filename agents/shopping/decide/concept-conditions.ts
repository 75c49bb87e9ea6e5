import { english, padded, says } from '../understand/language.ts';
import type { Turn } from '../state.ts';
import type { Condition } from './condition.ts';
import { changesSomething } from './turn-reading.ts';

const { meaning, amount, needing } = english.concepts;
const SURE = 0.8; // of advice: a question for a number that names neither a need nor a product

/** What is asked of a thing in general, and of none that is sold. */
export const concepts: readonly Condition[] = [
  {
    name: 'asks what a word means',
    act: ({ turn: { text }, spoken }) =>
      says(text, meaning) && !spoken.length
        ? { kind: 'content', about: 'anything', question: asked(text, meaning, 'mean') }
        : null,
  },
  {
    name: 'asks what something is',
    act: ({ turn, spoken, substance }) => {
      const { parsedQuery: parsed, references } = turn.understanding;
      const [, what = ''] = WHAT_IS.exec(turn.text) ?? [];
      const words = padded(what)
        .trim()
        .split(' ')
        .filter((one) => !['a', 'an', 'the'].includes(one));
      const named = words.join(' ');
      const isPlain =
        named !== '' && words.length < MOST_WORDS && !says(what, pointing) && parsed.sort === 'best';
      const isOfRange = parsed.filters.some(({ key, kind }) => key === 'category' || kind === 'range');
      return isPlain && !isOfRange && !spoken.length && !references.it && (substance || isNamed(turn, named))
        ? { kind: 'content', about: 'anything', question: `${named} mean` }
        : null;
    },
  },
  {
    name: 'asks how much one needs',
    act: ({ turn: { text, understanding }, top, about }) => {
      const asks =
        says(text, amount) && (says(text, needing) || (top.intent === 'advice' && top.score > SURE));
      return asks && !about.length && !understanding.references.it && !changesSomething(top.intent)
        ? { kind: 'content', about: 'anything', question: asked(text, needing, 'need') }
        : null;
    },
  },
];

const WHAT_IS = /^(?:what(?:[’']?s| is| are)|define|explain) (.+)$/iu;
const MOST_WORDS = 4; // of the name of a thing, with its article
const pointing = [
  'your',
  'my',
  'this',
  'that',
  'it',
  'these',
  'those',
  'there',
  'up',
  'new',
  'best',
  ...english['price words'],
];

/** Whether the shop has such a label or writes of it: a word of the catalogue's own. */
const isNamed = ({ vocabulary }: Turn, what: string): boolean =>
  [...vocabulary.keys.values()].some(({ label }) => padded(label).includes(padded(what)));

/** The sentence that asks, with one plain word for how it does: what a page says is found by what is asked about. */
function asked(text: string, phrases: readonly string[], plain: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  const asking = sentences.filter((one) => says(one, phrases) && padded(one).trim().split(' ').length > 4);
  const said = padded(asking[0] ?? text);
  const phrase = phrases.toSorted((a, b) => b.length - a.length).find((one) => said.includes(` ${one} `));
  return phrase ? `${said.replace(` ${phrase} `, ' ').trim()} ${plain}` : said.trim();
}
