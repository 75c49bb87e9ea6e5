import { readNumber, type NumberStyle } from '#src/catalog/import/values/number-text.ts';
import { priceIn } from '#src/catalog/import/values/price-text.ts';
import type { RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { addMoney, isCurrency, minorDigits, money, parseMoney, type Money } from '#src/money/money.ts';
import type { Judging } from './judging.ts';

export const SAY_DECIMAL =
  'Write it without marks for thousands, or say which mark stands before decimals: --decimal comma or --decimal dot.';

export interface Prices {
  readonly price: Money;
  readonly compareAt: Money | null;
}

type Amount =
  | { readonly ok: true; readonly money: Money }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

/** What a variant costs now and did before; null, told, where that cannot be known or is not to be sold for. */
export function pricesOf(raw: RawVariant, judging: Judging, tell: Tell): Prices | null {
  const reject = (reason: string, fix: string, found = raw.price) => {
    tell({ level: 'rejected', scope: 'variant', field: raw.priceField, found, reason, fix });
    return null;
  };
  const regular = raw.price || raw.salePrice || '';
  if (!regular) return reject('The price is missing.', 'Write a price such as 49.95.');
  const told = priceIn(regular, judging);
  const currency = (told.currency || raw.currency || judging.currency).toUpperCase();
  if (raw.currencyNeeded && !told.currency && !raw.currency) {
    judging.tellOnce(`no currency ${raw.file}`, {
      level: 'warning',
      scope: 'file',
      file: raw.file,
      field: raw.priceField,
      found: regular,
      reason: `The prices name no currency; they are taken as ${currency}, in which the shop sells.`,
      fix: `Write them as 49.95 ${currency}.`,
    });
  }
  if (!isCurrency(currency)) {
    return reject(
      'The currency is not one of ISO 4217.',
      'Use its three-letter code, such as USD.',
      told.currency === '?' ? regular : raw.currency || told.currency,
    );
  }
  if (currency !== judging.currency) {
    if (judging.toldCurrencies.has(currency)) return null;
    judging.tellOnce(`currency ${currency}`, {
      level: 'rejected',
      scope: 'variant',
      file: raw.file,
      line: raw.line,
      field: raw.priceField,
      found: regular,
      reason: `Prices in ${currency} cannot be taken: the shop sells in ${judging.currency}.`,
      fix: `Export the prices in ${judging.currency}, or set currency: ${currency} in store.yaml before the first import.`,
    });
    return null;
  }
  const read = (text: string): Amount => amountOf(text, currency, raw, judging);
  const base = read(told.amount);
  if (!base.ok) return reject(base.reason, base.fix, regular);
  const extra = raw.surcharge ? read(priceIn(raw.surcharge, judging).amount) : null;
  const price = extra?.ok ? addMoney(base.money, extra.money) : base.money;
  const sale = saleOf(raw, price, judging, read, tell);
  const now = sale ?? price;
  if (now.minor === 0 && !judging.sellFree) {
    return reject(
      'The price is 0, so it is not offered for sale.',
      'Give it a price, or say that it is given away: prices: {zero: sell} in content/import.yaml.',
    );
  }
  return { price: now, compareAt: sale ? price : beforeOf(raw, now, judging, read, tell) };
}

function amountOf(text: string, currency: string, raw: RawVariant, { numbers }: Judging): Amount {
  const digits = minorDigits(currency);
  const found = readNumber(text, numbers, raw.minorUnits ? 0 : digits);
  if (!found.ok) {
    return found.because === 'ambiguous'
      ? {
          ok: false,
          reason: 'The price can be read in two ways, as thousands or with decimals.',
          fix: SAY_DECIMAL,
        }
      : {
          ok: false,
          reason: `The price is no amount of ${currency}.`,
          fix: 'Write only the number, such as 49.95.',
        };
  }
  if (found.text.startsWith('-'))
    return { ok: false, reason: 'The price is negative.', fix: 'Write a price of 0 or more.' };
  if (raw.minorUnits && Number.isSafeInteger(Number(found.text)))
    return { ok: true, money: money(Number(found.text), currency) };
  const read = parseMoney(found.text, currency);
  return read
    ? { ok: true, money: read }
    : {
        ok: false,
        reason: `The price is no amount of ${currency}.`,
        fix: 'Write only the number, such as 49.95.',
      };
}

function saleOf(
  raw: RawVariant,
  price: Money,
  judging: Judging,
  read: (text: string) => Amount,
  tell: Tell,
): Money | null {
  if (!raw.salePrice || !raw.price) return null;
  const told = priceIn(raw.salePrice, judging);
  const sale = read(told.amount);
  if (sale.ok && (!told.currency || told.currency === price.currency)) {
    if (sale.money.minor < price.minor && sale.money.minor > 0) return sale.money;
    if (sale.money.minor === price.minor || sale.money.minor === 0) return null;
  }
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'sale price',
    found: raw.salePrice,
    reason: sale.ok
      ? 'The sale price is above the price, so it is no sale; the price holds.'
      : `${sale.reason} The price holds.`,
    fix: 'Write the lower of the two as the sale price, or leave it empty.',
  });
  return null;
}

function beforeOf(
  raw: RawVariant,
  price: Money,
  judging: Judging,
  read: (text: string) => Amount,
  tell: Tell,
): Money | null {
  if (!raw.compareAt) return null;
  const before = read(priceIn(raw.compareAt, judging).amount);
  if (before.ok && before.money.minor > price.minor) return before.money;
  if (before.ok && (before.money.minor === 0 || before.money.minor === price.minor)) return null;
  tell({
    level: 'warning',
    scope: 'variant',
    field: 'compare-at price',
    found: raw.compareAt,
    reason: before.ok ? 'It is below the price; it is left out.' : 'It is no amount; it is left out.',
    fix: 'Write the price before the reduction, or leave it empty.',
  });
  return null;
}

/** Whole pieces of a quantity, rounded down; a sentence where it is none. */
export function piecesOf(
  text: string,
  style: NumberStyle,
): { readonly pieces: number; readonly whole: boolean } | string {
  const thousand = /^\s*[+-]?[1-9]\d{0,2}([.,])000\s*$/.exec(text)?.[1];
  // `5.000` is five or five thousand; `5,000` is five only where commas stand before decimals.
  const isDecimalMark = thousand === '.' ? style.decimal !== 'comma' : style.decimal === 'comma';
  if (thousand && isDecimalMark && !style.threeDecimals)
    return 'The quantity can be read in two ways, as thousands or with decimals';
  const read = readNumber(text, style, thousand && isDecimalMark ? 3 : 0);
  if (!read.ok || read.text.length > 16) return 'The quantity is no number';
  const value = Number(read.text);
  return { pieces: Math.floor(value), whole: Number.isInteger(value) };
}
