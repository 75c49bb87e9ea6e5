import { unitOf } from '#src/language/units.ts';
import { wordForm } from '#src/language/word-form.ts';

/** How people call money: by words behind an amount, by signs and codes on either side of it. */
export interface CurrencyWords {
  /** Forms of words, each with its currency; '' where several are called so. */
  readonly names: ReadonlyMap<string, string>;
  readonly signs: ReadonlyMap<string, string>;
}

const LANGUAGE = 'en'; // what shoppers write in, not how amounts are printed

// Names of money that are more often something else behind a number.
const OTHERWISE: ReadonlySet<string> = new Set(
  'gold right mark real sole florin tala colon dram kina pula'.split(' '),
);

function read(): CurrencyWords {
  const names = new Map([
    ['buck', ''],
    ['quid', 'GBP'],
  ]);
  const signs = new Map([
    ['usd', 'USD'],
    ['cad', 'CAD'],
    ['eur', 'EUR'],
    ['gbp', 'GBP'],
    ['jpy', 'JPY'],
    ['£', 'GBP'],
    ['¥', 'JPY'],
  ]);
  const fixed = new Set([...names.keys(), ...signs.keys()]);
  const note = (map: Map<string, string>, said: string, currency: string) => {
    if (!fixed.has(said)) map.set(said, (map.get(said) ?? currency) === currency ? currency : '');
  };
  for (const currency of Intl.supportedValuesOf('currency')) {
    const name = wordForm(shown(currency, 'name').split(' ').at(-1) ?? '');
    if (
      (name.length > 3 || name === 'yen') &&
      /^\p{L}+$/u.test(name) &&
      !unitOf(name) &&
      !OTHERWISE.has(name)
    )
      note(names, name, currency);
    const sign = shown(currency, 'narrowSymbol');
    if (/^\p{Sc}$/u.test(sign)) note(signs, sign, currency);
    // "Rs" is written for every rupee.
    if (name === 'rupee') signs.set('rs', '');
  }
  return { names, signs };
}

const shown = (currency: string, currencyDisplay: 'name' | 'narrowSymbol'): string =>
  new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency, currencyDisplay })
    .formatToParts(2)
    .find(({ type }) => type === 'currency')?.value ?? currency;

/** From the Unicode names of all currencies, in English. */
export const currencyWords: CurrencyWords = read();
