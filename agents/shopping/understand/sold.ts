const OPENING = '(?:(?:so|and|hey|hi|hello|ok|excuse me|sorry|good (?:morning|evening|day)),? )*';

const SELLS = new RegExp(
  `^${OPENING}(?:(?:do|did|does|dont|don[’']t) )?(?:you|u|ya|y[’']all|they|this shop|the shop)(?: guys| people| all| even| also| actually| not| at least| perhaps| maybe)* (?:sell|sells|carry|stock)\\b`,
  'i',
);
const HAVE = new RegExp(
  `^${OPENING}(?:do|does) (?:you|u|ya|they) (?:(?:even|also|actually) )?have(?: got)?\\b`,
  'i',
);

/** Whether the words ask whether something is sold here: "do you sell kettles", "sell mattresses?". */
export const asksIfSold = (text: string): boolean => SELLS.test(text) || /^sell\b.*\?$/i.test(text.trim());

/** The words without those that ask it: what is left names the thing. */
export const withoutAskingIfSold = (text: string): string => text.replace(SELLS, ' ');

/** The same, or whether the shop has it. */
export const asksIfThere = (text: string): boolean => asksIfSold(text) || HAVE.test(text);

const THERE_IS = new RegExp(
  `^${OPENING}do (?:you|u|ya) (?:have|got|sell|carry)(?: any| some)? ([^?.!,]+)[?.!,] *(?=\\p{L})`,
  'iu',
);

/** What a question asks for before another that says "it" of it: "do you have candles? what do they smell of". */
export const askedFor = (text: string): string => THERE_IS.exec(text)?.[1] ?? '';
