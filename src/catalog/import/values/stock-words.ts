import type { RawStock } from '#src/catalog/import/formats/raw-product.ts';

const MEANING: Readonly<Record<string, RawStock['available']>> = {
  instock: 'yes',
  instoreonly: 'yes',
  onlineonly: 'yes',
  limitedavailability: 'yes',
  lowstock: 'yes',
  available: 'yes',
  availablefororder: 'yes',
  madetoorder: 'later',
  preorder: 'later',
  presale: 'later',
  backorder: 'later',
  reserved: 'no',
  outofstock: 'no',
  soldout: 'no',
  discontinued: 'no',
  unavailable: 'no',
};

const AHEAD = new Set(['preorder', 'presale']);

/**
 * What an availability word promises, in Google's or Schema.org's spelling, and the quantity where the feed counts.
 * No word at all counts as available, as the feeds' own specifications read; an unknown word does not.
 */
export function stockOfWord(word: string, left: string | number | null): RawStock {
  const plain = word
    .toLowerCase()
    .replace(/^https?:\/\/schema\.org\/|^schema:/, '')
    .replace(/[\s_-]+/g, '');
  if (!plain) return { left, available: 'yes' };
  const available = Object.hasOwn(MEANING, plain) ? MEANING[plain] : undefined;
  if (available === 'later' && AHEAD.has(plain)) return { left, available, ahead: true };
  return available ? { left, available } : { left, available: 'no', unknownWord: word };
}
