import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Compared, CompareRow } from './compare.ts';
import { priceRange } from './product.ts';

const FACTS_TOLD = 3;

/**
 * What sets products apart in two sentences, counted and read from their rows and nothing else: what each costs, and the
 * first measured facts that all of them state and in which they differ.
 */
export function compareInWords(
  compared: readonly Compared[],
  rows: readonly CompareRow[],
  locale: string,
): string {
  const say = messagesOf(locale).filters.compared;
  const list = (parts: readonly string[]) =>
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
  const prices = compared.map(({ product, variant }) => {
    const { from, to } = variant ? { from: variant.price, to: variant.price } : priceRange(product);
    return say.costs(product.title, formatMoney(from, locale), from.minor !== to.minor);
  });
  const differing = rows.filter((row) => row.differs);
  const told = differing
    .filter((row) => row.measured && row.values.every((value) => value !== null))
    .slice(0, FACTS_TOLD)
    .map(({ label, values }) => `${say.label(label)} ${list(values.flatMap((value) => value ?? []))}`);
  return `${list(prices)}. ${say.differ(differing.length, told.join('; '))}.`;
}
