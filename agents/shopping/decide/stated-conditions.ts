import type { Product } from '#src/catalog/product.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { leftOver } from '../understand/cart-words.ts';
import { headedLine } from '../understand/described.ts';
import { english, padded, says } from '../understand/language.ts';
import { asksForFact, factLine } from '../understand/facts.ts';
import { asksSomething } from '../understand/asking.ts';
import { isEvident } from './evidence.ts';
import { isShort } from '../understand/wish-words.ts';
import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import { changesSomething, type TurnReading } from './turn-reading.ts';

const about = (slug: string): Action => ({ kind: 'about', slugs: [slug], question: true, why: false });

/** "Lug depth", "battery how long": what an attribute or a line of a list is headed by, alone or with words of asking. */
export function statedOfView({ turn, top, spoken, here, substance }: TurnReading): Action | null {
  const { text, understanding, vocabulary } = turn;
  const product = understanding.inView;
  if (!product || !here || spoken.length || substance || !isShort(text) || changesSomething(top.intent))
    return null;
  const rest = leftOver(text, [...english['asking words'], ...measuring]);
  const labels = labelsOf(product, vocabulary);
  const heads = labels.map((label) => padded(label).trim().split(' '));
  const isNamed = rest.length > 0 && heads.some((head) => rest.every((word) => head.includes(word)));
  // "Battery how long" where the label is "Run time": what "how long" means is stated.
  const [, how = ''] = /\bhow (\p{L}+)/iu.exec(text) ?? [];
  const isMeant =
    rest.length <= 1 &&
    meantBy(how).some((meant) => labels.some((label) => label.toLowerCase().includes(meant)));
  return isNamed || isMeant || headedLine(rest, product.description) ? about(here) : null;
}

/** The labels that a word of a question means. */
const meantBy = (word: string): readonly string[] => english.meanings[word] ?? [];

/** Words that ask how much of something there is. */
const measuring = [
  ...english.more.most,
  ...english.more.least,
  ...english.asks.size,
  ...english.asks.count,
  ...Object.keys(english.meanings).filter((word) => !meantBy(word).some((label) => label.includes(word))),
];

/** The labels of all that is stated of a product. */
const labelsOf = ({ attributes, variants }: Product, { keys }: Turn['vocabulary']): readonly string[] =>
  [...attributes, ...variants.flatMap((one) => one.attributes)].map(
    ({ key, label }) => keys.get(key)?.label ?? label,
  );

const WHICH_HAS = /\bwhich (?:ones? |of (?:them|these|those) )?(?:has|have|got|comes? with|come with)\b(.*)/i;

/** "Battery which longer?", "which one has a lid then?": among those shown, by what is stated of them. */
export function whichOfShown({ turn, top, spoken }: TurnReading): Action | null {
  const { text, state, inView, vocabulary } = turn;
  if (spoken.length || !isShort(text) || changesSomething(top.intent) || !state.shown.length) return null;
  const shown = inView.filter(({ slug }) => state.shown.some((one) => one.slug === slug));
  const [, had] = WHICH_HAS.exec(text) ?? [];
  const directs = says(text, [...english.more.most, ...english.more.least]);
  const rest = leftOver(had ?? text, [...english['asking words'], ...english['price words'], ...measuring]);
  if (!rest.length || !(had || (directs && says(text, ['which'])))) return null;
  const names = (label: string) => rest.every((word) => padded(label).includes(` ${word} `));
  if (directs && !had)
    return shown.length > 1 && shown.some((one) => labelsOf(one, vocabulary).some(names))
      ? { kind: 'compare', slugs: state.shown.slice(0, MOST_COMPARED).map(({ slug }) => slug) }
      : null;
  if (![...vocabulary.keys.values()].some(({ label }) => names(label))) return null;
  const having = shown.filter(({ attributes }) =>
    attributes.some((one) => names(one.label) && !(one.kind === 'flag' && !one.value)),
  );
  return having.length
    ? {
        kind: 'about',
        slugs: having.slice(0, MOST_COMPARED).map(({ slug }) => slug),
        question: true,
        why: false,
      }
    : { kind: 'find', change: 'refine' };
}

const MOST_COMPARED = 4;

/** "Where is it made?", "whats included", "is it safe for cats": what the description of the named thing, or of that in view, states. */
export function factOfView(reading: TurnReading): Action | null {
  const { turn, top, spoken, here, substance } = reading;
  const { text, understanding, state } = turn;
  const asksReviews = says(text, english.asks.reviews);
  if (!asksReviews && !(asksForFact(text) && asksSomething(text))) return null;
  if (spoken.length > 1) return null;
  if (changesSomething(top.intent) && isEvident(top, text)) return null;
  const [named] = understanding.named;
  const [pointed, other] = reading.referenced;
  const slug = named?.slug ?? pointed ?? here ?? state.shown[0]?.slug;
  const mayPoint = isShort(text) || understanding.references.it;
  if (!slug || (!named && (other || substance || !mayPoint))) return null;
  const product =
    named ?? [...turn.inView, ...[understanding.inView ?? []].flat()].find((one) => one.slug === slug);
  if (asksReviews && slug) return about(slug);
  return product && factLine(text, product.title, product.description) ? about(slug) : null;
}

const GOES_ON = /^\W*(?:and|or|what about|how about)\b(.*)\?\s*$/i;

/** "And parabens?", "what about a lid?": of what is spoken of, where its description speaks of it. */
export function alsoOfView({ turn, top, spoken, here }: TurnReading): Action | null {
  const { text, understanding, state } = turn;
  const product = understanding.inView;
  const [, asked] = GOES_ON.exec(text) ?? [];
  if (asked === undefined || !product || !here || state.focus?.slug !== here || spoken.length) return null;
  if (!isShort(text) || changesSomething(top.intent) || says(text, english['price words'])) return null;
  const terms = tokensOf(leftOver(asked, english['asking words']).join(' ')).map(({ term }) => term);
  const held = new Set(tokensOf(product.description).map(({ term }) => term));
  return terms.length > 0 && terms.every((term) => held.has(term)) ? about(here) : null;
}
