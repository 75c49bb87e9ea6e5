import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';
import type { Found } from '../tool-results/tool-result.ts';
import { english, says } from '../understand/language.ts';

type Compared = Found<'compare_products'>;

/** Which of the products compared has most of the quality that the words name, by the attribute that measures it; null where none does. */
export function qualityText(turn: Turn, compared: Compared): string | null {
  const quality = named(turn.text, compared) ?? english.qualities.find(({ words }) => says(turn.text, words));
  if (!quality) return null;
  const { products } = compared;
  const { compare: say, and, the, within } = messagesOf(turn.locale).answers;
  if (quality.labels.includes('price')) {
    const [least, ...others] = products.toSorted((a, b) => a.price.minor - b.price.minor);
    const costs = (one: Compared['products'][number]) => formatMoney(one.price, turn.locale);
    return least && others.length
      ? say.costsLess(
          least.title,
          costs(least),
          others.map((one) => say.priceFor(costs(one), one.title)).join(and),
        )
      : null;
  }
  const row = quality.labels
    .map((label) => compared.rows.find((one) => one.label.toLowerCase().includes(label)))
    .find((one) => one !== undefined);
  if (!row) return null;
  const sides = products.map(({ title }, at) => ({ title, value: row.values[at] ?? null }));
  const label = within(row.label);
  const measured = sides.flatMap(({ title, value }) => {
    const number = value === null ? NaN : Number.parseFloat(value);
    return value === null || Number.isNaN(number) ? [] : [{ title, value, number }];
  });
  const stated = sides.map(({ title, value }) => `${the(title)} ${value ?? say.notStated}`);
  if (measured.length < 2) return `${row.label}: ${stated.join(', ')}.`;
  const [best, ...others] = measured.toSorted((a, b) =>
    quality.most ? b.number - a.number : a.number - b.number,
  );
  const [next] = others;
  if (!best || !next || best.number === next.number) return say.alike(label, stated.join(', '));
  const rest = others.map(({ title, value }) => say.valueOf(value, title)).join(and);
  return say.most(best.title, label, best.value, rest);
}

/** "Battery which longer": a measure by its own name, beside a word for an end of it; null where none is named so. */
function named(
  text: string,
  { rows }: Compared,
): { readonly labels: readonly string[]; readonly most: boolean } | null {
  const { most, least } = english.more;
  const row = rows.find(({ label }) =>
    label.split(/\P{L}+/u).some((word) => word.length > 3 && says(text, [word.toLowerCase()])),
  );
  return row && says(text, [...most, ...least])
    ? { labels: [row.label.toLowerCase()], most: says(text, most) }
    : null;
}
