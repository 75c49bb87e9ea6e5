import type { Classifier, Scored } from './intent-classifier.ts';
import { PRODUCT, type Intent } from './intent-examples.ts';
import { wordsOf } from './wish-words.ts';

const MOST_FRAMES = 3;
const LONGEST = 300; // characters; in a longer message joints part no requests
const SHORTEST = 2; // words of a request of its own
const SURE = 0.4;
const OWN = 0.2; // of the telling words: the same evidence that acts take
const JOINT = /(?<=[.!?;])\s+|,? (?:and|plus|also) (?:also )?/i;

/** Of acts that are served in different ways one message may hold several: a change of the cart, a question, a search. */
const families: readonly (readonly Intent[])[] = [
  ['cart-add', 'cart-remove', 'cart-set'],
  ['policy', 'advice', 'offers', 'points', 'order-status'],
  ['product-question', 'compare', 'explain'],
  ['find', 'refine', 'for-someone'],
];
const RULES = 1;
const PRODUCTS = 2;

/**
 * The parts of a message that ask for acts of different families, in the order they are said: "add the belt and what's
 * the return policy". Empty where it asks for one. A part that says too little goes with the part before. `named` puts
 * `PRODUCT` in the place of products' names.
 */
export function framesIn(
  text: string,
  classify: Classifier,
  named: (text: string) => string,
): readonly string[] {
  if (text.length > LONGEST) return [];
  const frames: { text: string; family: number }[] = [];
  for (const piece of text.split(JOINT).map((one) => one.trim())) {
    const said = named(piece);
    const [top] = classify(said);
    const family =
      wordsOf(piece).length >= SHORTEST && (isSure(top) || asksOfNamed(said, top)) ? familyOf(top) : -1;
    const last = frames.at(-1);
    // "Can I exchange it? Does it cost anything?" goes on with the rule.
    const goesOn = last?.family === RULES && family === PRODUCTS && !said.includes(PRODUCT);
    if (family >= 0 && family !== last?.family && !goesOn) frames.push({ text: piece, family });
    else if (last) last.text = `${last.text}, ${piece}`;
    else return [];
  }
  return frames.length > 1 && frames.length <= MOST_FRAMES && isMixed(frames)
    ? frames.map((frame) => frame.text)
    : [];
}

const isSure = ({ score, own }: Scored): boolean => score > SURE && own >= OWN;

/** "Is the Hollow Teapot washable": the name speaks for a question of products as words would. */
const asksOfNamed = (piece: string, { intent, score }: Scored): boolean =>
  score > SURE && intent === 'product-question' && piece.includes(PRODUCT);

const familyOf = ({ intent }: Scored): number => families.findIndex((one) => one.includes(intent));

/** A change of the cart or a rule of buying beside something else: a wish with its reason is one request. */
const isMixed = (frames: readonly { readonly family: number }[]): boolean =>
  frames.some(({ family }) => family <= RULES);
