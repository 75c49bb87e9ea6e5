import { statedOptions } from '#src/conversations/choose-variant.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import { asksToAdd, leftOver, sizesSpelt } from '../understand/cart-words.ts';
import { english, padded, says } from '../understand/language.ts';
import { ownedIn } from '../understand/owned.ts';
import { namesAny, withoutTalk } from '../understand/wish-words.ts';
import type { Action } from './action.ts';
import type { Condition } from './condition.ts';
import { changesSomething, type TurnReading } from './turn-reading.ts';

const SHORT = 8; // words: a longer turn says itself what it is about

/** Short turns that go on from where the talk was, and say only what is new. */
export const elliptical: readonly Condition[] = [
  {
    name: 'declines without a word more',
    act: ({ turn }) => (isOnly(turn.text, english['bare no']) ? { kind: 'talk', intent: 'no' } : null),
  },
  {
    name: 'agrees without a word more',
    act: ({ turn }) => (isOnly(turn.text, english['bare yes']) ? { kind: 'talk', intent: 'yes' } : null),
  },
  {
    name: 'has what was shown already, and names nothing else',
    act: ({ turn, about: pointed, substance }) =>
      ownedIn(turn.text).owned.length &&
      !pointed.length &&
      !substance &&
      !namesAny(withoutTalk(ownedIn(turn.text).rest))
        ? { kind: 'talk', intent: 'no' }
        : null,
  },
  {
    name: 'leaves the choice to the shop',
    act: (reading) => {
      const { turn } = reading;
      if (!isShort(turn.text) || changesSomething(reading.top.intent) || reading.substance) return null;
      if (!says(turn.text, english['leaving the choice'])) return null;
      const slug = firstInView(reading);
      return slug
        ? { kind: 'about', slugs: [slug], question: true, why: true }
        : { kind: 'talk', intent: 'no-idea' };
    },
  },
  {
    name: 'asks for what speaks against it',
    act: (reading) => {
      const slug = firstInView(reading);
      const asks = says(reading.turn.text, english.asks.cons) && isShort(reading.turn.text);
      return asks && slug && !reading.substance
        ? { kind: 'about', slugs: [slug], question: true, why: false }
        : null;
    },
  },
  {
    name: 'asks what the thing in view costs',
    act: (reading) => {
      const { turn } = reading;
      const rest = leftOver(turn.text, [...english['price words'], ...english['asking words']]);
      const slug = reading.about[0] ?? firstInView(reading);
      return says(turn.text, english['price words']) && rest.length === 0 && slug && !turn.state.topic
        ? about(slug)
        : null;
    },
  },
  { name: 'asks whether the thing in view comes in that', act: optionOfView },
  { name: 'names something that is stated of the thing in view', act: statedOfView },
  {
    name: 'goes on with a rule of buying',
    act: ({ turn, spoken, substance }) => {
      const { state, text, understanding } = turn;
      const goesOn = understanding.references.it || says(text.slice(0, OPENING), english['going on']);
      return state.topic && goesOn && isShort(text) && !spoken.length && !substance
        ? { kind: 'content', about: 'rules', after: state.topic }
        : null;
    },
  },
];

const OPENING = 12; // characters in which a turn says that it goes on

const about = (slug: string): Action => ({ kind: 'about', slugs: [slug], question: true, why: false });

const isShort = (text: string): boolean => padded(text).trim().split(' ').length <= SHORT;

/** The product in view, else the first of what was shown, which the words named. */
const firstInView = ({ turn, about: [pointed], here }: TurnReading): string | undefined =>
  pointed ?? here ?? turn.state.shown[0]?.slug;

/** Whether nothing but these words is said, each once or more. */
function isOnly(text: string, words: readonly string[]): boolean {
  const said = padded(text);
  return said.trim() !== '' && said.split(' ').filter((word) => word && !words.includes(word)).length === 0;
}

/** "And the 4.5 l?", "has wide m 10": values of the options of what is in view, and nothing that asks for another thing. */
function optionOfView({ turn, top, spoken, here }: TurnReading): Action | null {
  const { text, understanding } = turn;
  const product = understanding.inView;
  if (!product || !here || changesSomething(top.intent) || asksToAdd(turn)) return null;
  if (spoken.some((slug) => slug !== here) || categoryOf(understanding.parsedQuery)) return null;
  // After a search a bare value narrows it: "in blue".
  const asks = spoken.length > 0 || /\?/.test(text) || says(text, english['asking availability']);
  if (!asks && turn.state.query.filters.length) return null;
  const stated = [...statedOptions(product, sizesSpelt(text)).values()].flat();
  const read = [
    ...stated,
    ...product.options.map(({ name }) => name),
    ...Object.values(english['size words']).flat(),
    ...english['asking words'],
    ...english['price words'],
    product.title,
  ];
  return stated.length && leftOver(text, read).length === 0 ? about(here) : null;
}

/** "Lug depth", "battery hours?": the name of an attribute that the shop states, alone or with words of asking. */
function statedOfView({ turn, top, spoken, here, substance }: TurnReading): Action | null {
  const { text, understanding, vocabulary } = turn;
  const product = understanding.inView;
  if (!product || !here || spoken.length || substance || !isShort(text) || changesSomething(top.intent))
    return null;
  const labels = [...product.attributes, ...product.variants.flatMap(({ attributes }) => attributes)].map(
    ({ key, label }) => vocabulary.keys.get(key)?.label ?? label,
  );
  const rest = leftOver(text, english['asking words']);
  const named = labels.some((label) => {
    const words = padded(label).trim().split(' ');
    return rest.length > 0 && rest.every((word) => words.includes(word));
  });
  return named ? about(here) : null;
}
