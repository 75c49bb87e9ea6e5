import { asksForMedicalAdvice } from '../understand/health.ts';
import { kitForWords } from '#src/bundles/kit-for-words.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import { leftOver, nameless, ordersIt, sizesSpelt } from '../understand/cart-words.ts';
import { purposeIn } from '../understand/purpose.ts';
import { english, says } from '../understand/language.ts';
import { otherSize } from '../understand/other-size.ts';
import { findReferences } from '../understand/references.ts';
import { askedFor, asksIfSold } from '../understand/sold.ts';
import { namesAny } from '../understand/wish-words.ts';
import type { TurnReading } from './turn-reading.ts';
import { policyTopicOf } from '../understand/policy-topic.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import { parseNamed } from '#src/query-understanding/parse-question.ts';
import { isEvident } from './evidence.ts';
import { changesSomething } from './turn-reading.ts';
import type { Condition } from './condition.ts';

/** What is asked of the shop itself, whatever the turn resembles. */
export const asksShop: readonly Condition[] = [
  {
    name: 'asks what only a doctor may judge',
    act: ({ turn }) => (asksForMedicalAdvice(turn.text) ? { kind: 'content', about: 'health' } : null),
  },
  {
    name: 'asks for a size in another system',
    act: ({ turn }) => (otherSize(turn) ? { kind: 'talk', intent: 'other-size' } : null),
  },
  {
    name: 'asks what goes with a product',
    act: ({ turn, about, here, top, substance }) => {
      const slug = about[0] ?? here;
      // "And a table to go with it, under 11000" says which.
      return slug && !substance && says(turn.text, english['goes together']) && !changesSomething(top.intent)
        ? { kind: 'together', slug }
        : null;
    },
  },
  {
    name: 'asks for bundles',
    act: ({ turn, spoken }) =>
      turn.content.bundles.length && !spoken.length && says(turn.text, english.bundles)
        ? { kind: 'bundles' }
        : null,
  },
  {
    name: 'asks for a code that takes something off',
    act: ({ turn, substance, spoken }) =>
      says(turn.text, english.codes) && !substance && !spoken.length
        ? { kind: 'serve', service: 'offers' }
        : null,
  },
  {
    name: 'asks for a rule of buying by its own words',
    act: ({ turn, top, spoken }) => {
      const others = ['order-status', 'return-order', 'order-problem', 'person', 'reorder'];
      const isRule =
        says(turn.text, english['rules of buying']) &&
        !spoken.length &&
        !changesSomething(top.intent) &&
        !(others.includes(top.intent) && isEvident(top, turn.text));
      const names = (text: string) => categoryOf(parseNamed(turn.vocabulary, text)) !== null;
      const question = isRule
        ? categoryOf(turn.understanding.parsedQuery) === null
          ? ruleAskedIn(turn.text)
          : besideTalk(turn.text, names)
        : null;
      return question === null ? null : { kind: 'content', about: 'rules', question };
    },
  },
  {
    name: 'asks whether something is sold',
    act: ({ turn, substance }) =>
      asksIfSold(turn.text) &&
      !substance &&
      !turn.understanding.named.length &&
      turn.understanding.parsedQuery.text
        ? { kind: 'find', change: 'replace' }
        : null,
  },
  {
    name: 'asks whether there is something, and more about it',
    act: ({ turn, spoken }) => {
      const wanted = askedFor(turn.text);
      const product = turn.understanding.inView;
      const isOption = product && statedOptions(product, sizesSpelt(wanted)).size > 0;
      return wanted && !spoken.length && !isOption && namesAny(wanted) && !pointing(wanted)
        ? { kind: 'find', change: 'replace' }
        : null;
    },
  },
  {
    name: 'asks what to buy for a purpose',
    act: ({ turn, top }) => {
      if (top.intent === 'bundle' && kitForWords(turn.content, turn.text)) return null;
      const purpose = purposeIn(turn.text, turn.understanding);
      return purpose === null ? null : { kind: 'recommend', purpose };
    },
  },
  {
    name: 'asks whether a product can be had some way',
    act: (reading) => {
      const [slug, ...others] = reading.spoken;
      return slug &&
        !others.length &&
        !ordersIt(reading.turn) &&
        (asksForVariant(reading) || asksForValues(reading))
        ? { kind: 'about', slugs: [slug], question: true, why: false }
        : null;
    },
  },
];

const pointing = (words: string): boolean => {
  const { it, here, they, other, places } = findReferences(words);
  return it || here || they || other || places.length > 0;
};

/** The sentences that ask for a rule, without those that tell a story around it; null where no subject is sure. */
function ruleAskedIn(text: string): string | null {
  if (policyTopicOf(text)) return text;
  const sentences = text.split(/(?<=[.?!])\s+/);
  const asks = (one: string) => says(one, english['rules of buying']) && policyTopicOf(one) !== null;
  // "You can send to Canada? How much it cost?" asks two things of one rule.
  const asked = sentences.filter(
    (one, at) => asks(one) || (at > 0 && asks(sentences[at - 1] ?? '') && says(one, english['price words'])),
  );
  return asked.length ? asked.join(' ') : null;
}

/** "The Hollow Teapot, which sizes?": an option by its name, beside the name of the product. */
function asksForValues({ turn }: TurnReading): boolean {
  const [product] = turn.understanding.named;
  const names = product?.options.map(({ name }) => name.toLowerCase()) ?? [];
  const options = names
    .flatMap((name) => [name, name.replace('color', 'colour')])
    .flatMap((name) => [name, `${name}s`]);
  return says(
    turn.text,
    ['which', 'what', 'whats'].flatMap((asks) => options.map((one) => `${asks} ${one}`)),
  );
}

/** The clauses that ask for a rule where the words beside them name a thing and wish for none: "sorry, short". */
function besideTalk(text: string, names: (text: string) => boolean): string | null {
  const clauses = text.split(/[.?!,;]\s+/);
  const asked = clauses.filter((one) => says(one, english['rules of buying']) && !names(one));
  const others = clauses.filter((one) => !asked.includes(one));
  if (others.some((one) => says(one, english.wishing))) return null;
  // "You won't take the hats back", of somebody who wishes for nothing, names what came.
  return asked.length || says(text, [...english.wishing, ...english['asking for wares']])
    ? ruleAskedIn(asked.join('. '))
    : ruleAskedIn(text);
}

const MOST_UNREAD = 3; // words beside the name and values of its options; more ask for something else

/** The name of a product with values of its options and little else: "the Hollow in moss there?", without a verb of adding. */
function asksForVariant({ turn }: TurnReading): boolean {
  const [product] = turn.understanding.named;
  const words = nameless(turn);
  const asks = says(words, english['asks for stock']);
  if (!product || (!asks && says(words, [...english.adding, ...english.changing]))) return false;
  const stated = [...statedOptions(product, sizesSpelt(words)).values()].flat();
  const filters = turn.understanding.parsedQuery.filters.length > 0;
  const rest = leftOver(words, [
    ...stated,
    ...english['asks for stock'],
    ...Object.values(english['size words']).flat(),
    ...product.options.map(({ name }) => name),
  ]);
  return (stated.length > 0 || (asks && filters)) && rest.length <= MOST_UNREAD;
}
