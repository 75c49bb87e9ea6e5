import { categoryOf } from '#src/conversations/revise-query.ts';
import { countryIn } from '#src/fulfilment/country-in.ts';
import { english, says } from '../understand/language.ts';
import { policyTopicOf } from '../understand/policy-topic.ts';
import { isShort } from '../understand/wish-words.ts';
import type { Turn } from '../state.ts';
import type { Condition } from './condition.ts';
import { changesSomething } from './turn-reading.ts';

/** What is asked about a rule of buying by an example of it, without the words of rules. */
export const rulesByExample: readonly Condition[] = [
  {
    name: 'asks whether what is bought goes to a place',
    act: ({ turn, top, spoken }) => {
      if (spoken.length || categoryOf(turn.understanding.parsedQuery) || changesSomething(top.intent))
        return null;
      const place = placeIn(turn);
      const isSent = turn.state.topic === 'shipping' || says(turn.text, english.sending);
      return place && isSent
        ? {
            kind: 'content',
            about: 'rules',
            question: place.isCountry
              ? `do you ship to ${place.name} and what does it cost`
              : `do you deliver to ${place.name}: ${turn.text}`,
          }
        : null;
    },
  },
  {
    name: 'asks whether what is opened or used may come back',
    act: ({ turn, top, spoken }) => {
      const { text, state } = turn;
      if (spoken.length || changesSomething(top.intent) || !says(text, english['state of returns']))
        return null;
      const isOfReturns = state.topic === 'returns' || says(text, english['rules of buying']);
      const asks = isShort(text) || text.includes('?') || says(text, english['asks if allowed']);
      return isOfReturns && asks && !says(text, english.wishing)
        ? { kind: 'content', about: 'rules', question: ofReturns(text) }
        : null;
    },
  },
  {
    name: 'asks whether what does not fit may be changed',
    act: ({ turn, spoken }) =>
      !spoken.length &&
      says(turn.text, english.conditional) &&
      says(turn.text, english['changing what came']) &&
      policyTopicOf(turn.text)?.about[0] === 'returns'
        ? { kind: 'content', about: 'rules' }
        : null,
  },
];

/** The words, with those of returning where another turn said them. */
const ofReturns = (text: string): string =>
  says(text, english['rules of buying']) ? text : `can I send it back: ${text}`;

const WHERE = /\b(?:to|in|into|for|from|at)\s+(?=\p{L})/iu;

/** The country that the words name as a place, or a place that the shop's rules of delivery name. */
function placeIn({ text, content }: Turn): { readonly name: string; readonly isCountry: boolean } | null {
  const [, ...after] = text.split(WHERE);
  const rest = after.join(' . ');
  const country = rest && countryIn(rest, content.store.locale);
  if (country) return { name: country.name, isCountry: true };
  const rules = content.policies.flatMap(({ words, body }) => (words.kind === 'shipping' ? [body] : []));
  const named = new Set(rules.flatMap((body) => [...body.matchAll(PLACE)].map(([, place = '']) => place)));
  const name = [...named].find((place) => says(rest, [place.toLowerCase()]));
  return name ? { name, isCountry: false } : null;
}

/** A word with a capital letter within a sentence, behind what points at a place. */
const PLACE = /\b(?:to|in|and|or|boxes,)\s+(\p{Lu}\p{Ll}{3,})\b/gu;
