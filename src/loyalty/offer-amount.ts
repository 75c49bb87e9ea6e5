import { parseMoney, type Money } from '#src/money/money.ts';

/** An amount of an offer file, such as `50.00 USD`, which its schema has read before. Throws on any other text. */
export function amountOf(text: string): Money {
  const [number = '', currency = ''] = text.split(' ');
  const amount = parseMoney(number, currency);
  if (!amount) throw new RangeError(`${text} is no amount`);
  return amount;
}

/** Minor units of an optional amount; null where there is none. */
export const minorOf = (text: string | undefined): number | null => (text ? amountOf(text).minor : null);
