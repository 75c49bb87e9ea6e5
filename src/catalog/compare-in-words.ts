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
  const list = (parts: readonly string[]) =>
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
  const prices = compared.map(({ product, variant }) => {
    const { from, to } = variant ? { from: variant.price, to: variant.price } : priceRange(product);
    return `${product.title} costs ${from.minor === to.minor ? '' : 'from '}${formatMoney(from, locale)}`;
  });
  const differing = rows.filter((row) => row.differs);
  const told = differing
    .filter((row) => row.measured && row.values.every((value) => value !== null))
    .slice(0, FACTS_TOLD)
    .map(({ label, values }) => `${inSentence(label)} ${list(values.flatMap((value) => value ?? []))}`);
  const facts = `${differing.length} stated ${differing.length === 1 ? 'fact' : 'facts'}`;
  const difference =
    differing.length === 0
      ? 'They differ in no stated fact'
      : told.length === 0
        ? `They differ in ${facts}`
        : `They differ in ${facts}, in the same order: ${told.join('; ')}`;
  return `${list(prices)}. ${difference}.`;
}

/** A label inside a sentence: `Heel stack` begins small, `UPF` stays as it is. */
const inSentence = (label: string): string =>
  label.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase());
