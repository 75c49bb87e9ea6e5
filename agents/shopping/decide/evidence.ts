import { asksAbout, asksToAdd, asksToChange, asksToRemove } from '../understand/cart-words.ts';
import type { Scored } from '../understand/intent-classifier.ts';
import type { Intent } from '../understand/intent-examples.ts';
import { english, says } from '../understand/language.ts';
import { asksForSomebody, onlyTells } from '../understand/trouble.ts';
import type { Turn } from '../state.ts';

const LEAST_SCORE = 0.4;
const OWN = 0.2; // this part of the telling words must be of such turns: function words alone say nothing
const FIRM = 0.66; // of score and firmness together: words that turns of every kind share say little either

/** Whether words speak for the intent, and not only the shape of the turn: the gate that every act passes. */
export const isEvident = ({ intent, score, own, firm }: Scored, text: string): boolean =>
  score > LEAST_SCORE &&
  ((own >= OWN && score + firm >= FIRM) ||
    says(text, english.speaking[intent] ?? []) ||
    (intent === 'policy' && asksTheShop(text)));

/** Whether the words ask what the shop does, and not what it has. */
const asksTheShop = (text: string): boolean =>
  says(text, english['asking the shop']) && !says(text, english['asking for wares']);

type Said = Pick<Turn, 'text' | 'held' | 'understanding'>;

/** What changes the need, the cart or what is shown needs words of its own beside, whatever the turn resembles. */
const words: Partial<Record<Intent, (turn: Said) => boolean>> = {
  'cart-add': (turn) => asksToAdd(turn) && !asksAbout(turn.text),
  'cart-set': (turn) => speaksOfCart(turn) && asksToChange(turn),
  'cart-remove': (turn) =>
    speaksOfCart(turn) &&
    (asksToRemove(turn.text) || says(turn.text, english.everything)) &&
    !asksAbout(turn.text),
  reject: ({ text }) => says(text, [...english.none, ...english.refusing, ...english.disliking]),
  forget: ({ text }) => says(text, english.forgetting),
  person: ({ text }) => asksForSomebody(text),
  'order-problem': ({ text }) => !onlyTells(text),
};

/** A cart that holds something, or the word for it. */
const speaksOfCart = ({ held, text }: Said): boolean => held.length > 0 || says(text, english['cart words']);

/** Whether the turn holds the words that such an act takes; true of acts that take none. */
export const holdsWordsFor = (turn: Said, intent: Intent): boolean => words[intent]?.(turn) ?? true;
