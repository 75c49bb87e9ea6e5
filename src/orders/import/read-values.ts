import { isCurrency, parseMoney } from '#src/money/money.ts';

const MOST_QUANTITY = 1_000_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const MOST_MINOR = 2 ** 40;

/** A whole number of pieces, negative for what came back; null for anything else. */
export function readQuantity(text: string): number | null {
  if (!/^-?\d{1,7}(?:\.0+)?$/.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= MOST_QUANTITY ? value : null;
}

/** An amount in minor units, not negative; null for anything else. */
export function readMinor(text: string, currency: string): number | null {
  const amount = parseMoney(text, currency);
  return amount && amount.minor <= MOST_MINOR ? amount.minor : null;
}

/** `2011-12-09 12:50:00`, with or without seconds and zone (UTC where none is said), or ISO 8601; null for anything else. */
export function readInstant(text: string, now: Date): Date | null {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (!found) return null;
  const [, day = '', minute = '00:00', second = ':00', zone = 'Z'] = found;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = new Date(`${day}T${minute}${second}${offset}`);
  if (Number.isNaN(at.getTime())) return null;
  // A 30th of February becomes the 2nd of March in silence: such a day is a slip.
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return null;
  return at.getTime() < EARLIEST || at.getTime() > now.getTime() + 86_400_000 ? null : at;
}

/** Three letters of ISO 4217, or what is said elsewhere where the cell is empty; null for anything else. */
export function readCurrency(text: string, otherwise: string): string | null {
  const code = (text || otherwise).toUpperCase();
  return isCurrency(code) ? code : null;
}
