/** The signs and codes under which prices of a currency are written: `€`, `EUR`; `$`, `US$`, `USD`. */
function signsOf(currency: string, locale: string): readonly string[] {
  const display = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .find(({ type }) => type === 'currency')?.value ?? '';
  const found = [display('symbol'), display('narrowSymbol')];
  const [sign = ''] = found.filter((one) => one.length === 1);
  return [...new Set([currency, ...found, ...(sign ? [currency.slice(0, 2) + sign] : [])])].filter(Boolean);
}

const kept = new Map<string, ReadonlyMap<string, string>>();

/** Every sign that names one currency, with the shop's own before all others: `$` is the shop's where its currency is written so. */
function signsFor(currency: string, locale: string): ReadonlyMap<string, string> {
  const key = `${currency} ${locale}`;
  const known = kept.get(key);
  if (known) return known;
  const signs = new Map<string, string>();
  for (const code of Intl.supportedValuesOf('currency')) {
    for (const sign of [code, symbolOf(code, locale)]) signs.set(signName(sign), code);
  }
  for (const sign of signsOf(currency, locale)) signs.set(signName(sign), currency);
  kept.set(key, signs);
  return signs;
}

const signName = (sign: string): string => sign.replace(/[\s\u00a0.]/g, '').toUpperCase();

const symbolOf = (currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency })
    .formatToParts(1)
    .find(({ type }) => type === 'currency')?.value ?? currency;

export interface PriceText {
  readonly amount: string;
  /** ISO 4217; empty where none is told, `?` where the sign is nobody's. */
  readonly currency: string;
}

/**
 * `49.95 USD`, `USD 49.95`, `€49,95`, `19,90 kr` as amount and currency, as found. `shop` gives the currency that a sign
 * shared by several means.
 */
export function priceIn(
  text: string,
  shop: { readonly currency: string; readonly locale: string },
): PriceText {
  const plain = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(plain)) return { amount: plain, currency: '' };
  const [first, last] = [plain.search(/\d/), plain.search(/\d\D*$/)];
  if (first < 0) return { amount: plain, currency: '' };
  const start = /[.,]/.test(plain[first - 1] ?? '') ? first - 1 : first;
  const amount = plain.slice(start, last + 1);
  const around = `${plain.slice(0, start)}${plain.slice(last + 1)}`;
  const minus = /^[^\d]*[-−]/.test(plain) ? '-' : '';
  const sign = signName(around.replace(/[,+\-−–—]/g, ''));
  if (!/^[\d.,\s\u00a0\u202f'’]*$/.test(amount)) return { amount: plain, currency: '' };
  return {
    amount: minus + amount,
    currency: sign ? (signsFor(shop.currency, shop.locale).get(sign) ?? '?') : '',
  };
}
