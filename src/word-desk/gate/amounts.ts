import { decimalMoney, isCurrency, parseMoney, type Money } from '#src/money/money.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Rule } from './facts.ts';

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?`;
const AMOUNT = new RegExp(
  String.raw`(?:\p{Sc}|\b([A-Z]{3})) ?(${NUMBER})(?!\d)|(?<![\d.,])(${NUMBER}) ?(?:\p{Sc}|([A-Z]{3})\b|(?:dollars?|euros?|bucks|pounds sterling)\b)`,
  'gu',
);

const priceText = (amount: Money): string => `${decimalMoney(amount)} ${amount.currency}`;

const pricesOf = (products: readonly Product[]): readonly Money[] =>
  products.flatMap(({ variants }) =>
    variants.flatMap(({ price, compareAt }) => (compareAt ? [price, compareAt] : [price])),
  );

/** Amounts of money that neither a price of the product spoken of nor a policy or offer of the shop gives. */
export const amounts: Rule = ({ text, about }, facts) => {
  const prices = pricesOf(about);
  return [...text.matchAll(AMOUNT)].flatMap(([whole, before, a, b, after]) => {
    const code = before ?? after;
    if (code && !isCurrency(code)) return [];
    const currency = code ?? facts.currency;
    const number = (a ?? b ?? '').replace(/,(?=\d{3}\b)/g, '').replace(',', '.');
    const amount = parseMoney(number, currency);
    if (!amount || facts.amounts.has(priceText(amount))) return [];
    if (prices.some(({ minor, currency: its }) => minor === amount.minor && its === currency)) return [];
    const known = [...new Set(prices.map(priceText))].slice(0, 6).join(', ');
    const row = known
      ? `${about.map(({ title }) => title).join(', ')}: ${known}`
      : `No price, policy or offer of the shop is ${whole.trim()}.`;
    return [{ kind: 'price' as const, row }];
  });
};
