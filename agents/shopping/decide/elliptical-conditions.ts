import { statedOptions } from '#src/conversations/choose-variant.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import { asksToAdd, leftOver, sizesSpelt } from '../understand/cart-words.ts';
import { english, padded, says } from '../understand/language.ts';
import { ownedIn } from '../understand/owned.ts';
import { isShort, namesAny, withoutTalk } from '../understand/wish-words.ts';
import { unmadeMeasures } from '#src/conversations/unmade-measure.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Intent } from '../understand/intent-examples.ts';
import { relativeWords } from './action-words.ts';
import type { Action } from './action.ts';
import type { Condition } from './condition.ts';
import { alsoOfView, factOfView, statedOfView, whichOfShown } from './stated-conditions.ts';
import { changesSomething, type TurnReading } from './turn-reading.ts';

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
      const slug = reading.about[0] ?? firstInView(reading);
      const product = turn.inView.find((one) => one.slug === slug);
      const rest = leftOver(withoutTalk(turn.text), [
        ...english['price words'],
        ...english['asking words'],
        ...(product ? optionWords(product, turn.text) : []),
        ...(turn.understanding.references.extreme ? extremeWords : []),
      ]);
      return says(turn.text, english['price words']) && rest.length === 0 && slug && !turn.state.topic
        ? about(slug)
        : null;
    },
  },
  { name: 'asks whether the thing in view comes in that', act: optionOfView },
  { name: 'asks which of those shown has something', act: whichOfShown },
  { name: 'names something that is stated of the thing in view', act: statedOfView },
  { name: 'asks for a fact in other words than it is stated in', act: factOfView },
  { name: 'asks for something else that the description speaks of', act: alsoOfView },
  {
    name: 'asks about that one',
    act: (reading) => {
      const { turn, top, spoken } = reading;
      const { text, understanding, state } = turn;
      const hasIt = HAS_IT.test(text);
      const asks =
        (hasIt || says(text, english['that one'])) &&
        text.includes('?') &&
        (hasIt || isShort(text)) &&
        (hasIt || QUESTIONS.has(top.intent)) &&
        (hasIt || !asksToAdd(turn)) &&
        !relativeWords(text) &&
        (hasIt ||
          !says(
            text,
            english.wishing.filter((word) => word !== 'any'),
          )) &&
        categoryOf(understanding.parsedQuery) === null;
      const slug =
        asks && !spoken.length ? (reading.about[0] ?? state.focus?.slug ?? state.shown[0]?.slug) : null;
      return slug ? about(slug) : null;
    },
  },
  {
    name: 'goes on with a rule of buying',
    act: ({ turn, spoken, substance }) => {
      const { state, text, understanding } = turn;
      const goesOn = understanding.references.it || says(text.slice(0, OPENING), english['going on']);
      const isOfRules =
        isShort(text) ||
        (says(text, english['rules of buying']) && says(text.slice(0, OPENING), english['going on']));
      return state.topic && goesOn && isOfRules && !spoken.length && !substance
        ? { kind: 'content', about: 'rules', after: state.topic }
        : null;
    },
  },
];

const QUESTIONS = new Set<Intent>(['find', 'refine', 'product-question', 'details', 'explain', 'advice']);
/** "And do you have that one with a small cap?" asks how the thing in view comes. */
const HAS_IT =
  /^(?:(?:so|and|ok|but),? )*(?:do|have) (?:you|u|they)(?: guys| people)? (?:have |got |sell |carry |stock )?(?:it|that|this|that one|this one|them|those|these)\b/i;
const OPENING = 12; // characters in which a turn says that it goes on

const about = (slug: string): Action => ({ kind: 'about', slugs: [slug], question: true, why: false });

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
  const wants = !says(text, english['asks for stock']) && (changesSomething(top.intent) || asksToAdd(turn));
  if (!product || !here || wants) return null;
  if (spoken.some((slug) => slug !== here) || categoryOf(understanding.parsedQuery)) return null;
  // After a search a bare value narrows it: "in blue".
  const asks = spoken.length > 0 || /\?/.test(text) || says(text, english['asking availability']);
  if (!asks && turn.state.query.filters.length) return null;
  const read = [
    ...optionWords(product, text),
    ...english['asking words'],
    ...english['price words'],
    ...english['asks for stock'],
    product.title,
  ];
  const states = statedOptions(product, sizesSpelt(text)).size > 0;
  const [unmade] = unmadeMeasures(product, text).flatMap(({ values }) => values);
  if (unmade && asks && leftOver(text, [...read, unmade]).length === 0) return about(here);
  return states && leftOver(text, read).length === 0 ? about(here) : null;
}

/** What words may say of a product's options: their names and the values that the words state. */
const optionWords = (product: Product, text: string): readonly string[] => [
  ...[...statedOptions(product, sizesSpelt(text)).values()].flat(),
  ...product.options.map(({ name }) => name),
  ...Object.values(english['size words']).flat(),
];

const extremeWords = english.references.extremes.flatMap(({ words }) => words);
