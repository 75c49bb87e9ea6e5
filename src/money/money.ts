import { allocate, dinero, toSnapshot, type DineroCurrency } from 'dinero.js';
import * as iso4217 from 'dinero.js/currencies';

/** An amount in the currency's minor units (cents for USD, yen for JPY): always a safe integer. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const currencies: ReadonlyMap<string, DineroCurrency<number>> = new Map(Object.entries(iso4217));

/** ISO 4217: no currency is involved. */
export const NO_CURRENCY = 'XXX';

/** Whether the code is a currency of ISO 4217. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** Digits after the decimal point of a currency: 2 for USD, 0 for JPY, 3 for KWD. Throws on an unknown code. */
export function minorDigits(currency: string): number {
  const known = currencies.get(currency);
  if (!known) throw new RangeError(`${currency} is not a currency of ISO 4217`);
  return known.exponent;
}

export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a whole number of minor units`);
  minorDigits(currency);
  return { minor, currency };
}

/**
 * Reads a plain decimal such as `49.95`, `1,299.00` or `1.299,00` without going through a float.
 * Null where the text is no amount, is negative, or has more decimals than the currency knows.
 */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const plain = text.trim().replace(/[\s\u00a0']/g, '');
  if (!/^(\d+|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+)([.,]\d+)?$/.test(plain)) return null;
  const mark = decimalMark(plain);
  const at = mark ? plain.lastIndexOf(mark) : -1;
  const whole = (at < 0 ? plain : plain.slice(0, at)).replace(/[.,]/g, '');
  const fraction = (at < 0 ? '' : plain.slice(at + 1)).replace(/(?<!0)0+$/, '');
  if (fraction.length > digits) return null;
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/** The mark that separates decimals: the last of `.` and `,`, unless it can only group thousands. */
function decimalMark(plain: string): '.' | ',' | null {
  const dot = plain.lastIndexOf('.');
  const comma = plain.lastIndexOf(',');
  if (dot < 0 && comma < 0) return null;
  const mark = dot > comma ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (plain.indexOf(mark) !== plain.lastIndexOf(mark)) return null;
  const groupsThousands = mark === ',' && !plain.includes(other) && /^\d{1,3},\d{3}$/.test(plain);
  return groupsThousands ? null : mark;
}

/** Splits an amount by whole-number ratios so that the parts add up to it exactly (largest remainder, dinero.js). */
export function splitMoney(amount: Money, ratios: readonly number[]): readonly Money[] {
  const currency = currencies.get(amount.currency);
  if (!currency) throw new RangeError(`${amount.currency} is not a currency of ISO 4217`);
  return allocate(dinero({ amount: amount.minor, currency }), [...ratios]).map((part) => ({
    minor: toSnapshot(part).amount,
    currency: amount.currency,
  }));
}

/** Adds amounts of one currency. Throws when currencies are mixed. */
export function addMoney(first: Money, ...rest: readonly Money[]): Money {
  return rest.reduce((sum, next) => {
    if (next.currency !== sum.currency)
      throw new RangeError(`Cannot add ${next.currency} to ${sum.currency}`);
    return money(sum.minor + next.minor, sum.currency);
  }, first);
}

/** Times a whole quantity. */
export const timesMoney = (amount: Money, quantity: number): Money =>
  money(amount.minor * quantity, amount.currency);

/** The amount as a plain decimal for machines: `149.00`, `1500` for JPY. */
export function decimalMoney(amount: Money): string {
  const digits = minorDigits(amount.currency);
  const sign = amount.minor < 0 ? '-' : '';
  const padded = String(Math.abs(amount.minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** The amount as people read it in the locale: `$149`, `$149.50`, `€89.95`; whole amounts drop their zeros. */
export function formatMoney(amount: Money, locale: string): string {
  const digits = minorDigits(amount.currency);
  const whole = amount.minor % 10 ** digits === 0;
  const key = `${locale} ${amount.currency} ${whole}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: amount.currency,
      minimumFractionDigits: whole ? 0 : digits,
      maximumFractionDigits: digits,
    });
  if (formats.size < MOST_FORMATS) formats.set(key, format);
  return format.format(decimalMoney(amount) as unknown as number);
}

const MOST_FORMATS = 500; // locales and currencies of one shop are few; a hostile feed may name many
const formats = new Map<string, Intl.NumberFormat>();
