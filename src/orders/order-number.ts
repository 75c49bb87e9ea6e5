import { customAlphabet } from 'nanoid';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'; // no 0, 1, I, L and O, which are read wrongly
const random = customAlphabet(LETTERS, 8);

/** A number that nobody guesses and everybody can read out: `K7QM-4X2P`. */
export const newOrderNumber = (): string => grouped(random());

/** The number as it is kept: `k7qm4x2p` and `K7QM-4X2P` are the same. */
export function normalisedNumber(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 20);
  return plain.length === 8 ? grouped(plain) : plain;
}

const LEAD = 40; // characters before a number in which it may be announced
const FOLLOWED = /^[\s,;:]*[^\s,;:@][^\s@]*@/;
const SHAPE = new RegExp(`(?<![\\w-])([${LETTERS}]{4})[- ]?([${LETTERS}]{4})(?![\\w-])`, 'giu');

/**
 * The order number in what somebody wrote, normalised; null where there is none. Eight letters may be a word, so they
 * count only where a digit is among them, where they stand in capitals with their dash, where an address follows, or
 * where the words before them speak of an order.
 */
export function orderNumberIn(text: string): string | null {
  for (const match of text.matchAll(SHAPE)) {
    const number = `${match[1] ?? ''}-${match[2] ?? ''}`;
    const before = text.slice(Math.max(0, match.index - LEAD), match.index);
    const after = text.slice(match.index + match[0].length);
    const isWritten = match[0] === number.toUpperCase() || FOLLOWED.test(after);
    if (/\d/.test(number) || isWritten || /\border(?: number| no\.?)?[\s:#]*$/i.test(before))
      return number.toUpperCase();
  }
  return null;
}

const ADDRESS = /(?<![^\s@<>(),;:])[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[a-z]{2,}/i;

/** The e-mail address in what somebody wrote, as they wrote it; null where there is none. */
export const addressIn = (text: string): string | null => ADDRESS.exec(text)?.[0] ?? null;

/** The words without order numbers and addresses, whose letters mean nothing. */
export function withoutIds(text: string): string {
  const number = orderNumberIn(text);
  const plain = text.replaceAll(new RegExp(ADDRESS, 'gi'), ' ');
  return number
    ? plain.replace(SHAPE, (found) => (normalisedNumber(found) === number ? 'order' : found))
    : plain;
}

const grouped = (plain: string): string => `${plain.slice(0, 4)}-${plain.slice(4)}`;
