import { messagesOf } from '#src/messages/messages.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Turn } from '../state.ts';
import type { ExtremeView } from '../tool-results/catalogue-shape.ts';
import type { Found } from '../tool-results/tool-result.ts';

/** What the shop holds: of the department asked about, else as a whole. */
export function phraseShape(turn: Turn, shape: Found<'catalogue_shape'>): string {
  const { all, categories: departments, brands } = shape;
  const category = categoryOf(turn.understanding.parsedQuery);
  const asked = departments.find((one) => one.slug === category);
  const extreme = extremeOf(turn, shape);
  const { shape: say, variants, within } = messagesOf(turn.locale).answers;
  if (all.products === 0) return say.empty;
  if (extreme)
    return say.extreme(
      turn.understanding.parsedQuery.sort === 'price-low',
      (asked ?? all).products,
      asked ? within(asked.name) : null,
      extreme.title,
      extreme.price.printed,
    );
  if (/\bbrand/i.test(turn.text))
    return say.brands(
      brands.length,
      `${brands
        .slice(0, 12)
        .map((one) => one.name)
        .join(', ')}${brands.length > 12 ? variants.andMore : ''}`,
    );
  const { name, products, least, most } = asked ?? { ...all, name: '' };
  const holds = say.holds(products, name ? within(name) : null);
  const range = say.range(least.price.printed, least.title, most.price.printed, most.title);
  const top = departments
    .filter((one) => !one.slug.includes('/'))
    .map((one) => `${within(one.name)} (${one.products})`);
  return asked || top.length < 2
    ? `${holds}, ${range}.`
    : `${holds}, ${range}: ${top.slice(0, 9).join(', ')}.`;
}

/** The least or most expensive product that the turn asks for, of its department or of the shop; null where it does not ask. */
export function extremeOf(turn: Turn, shape: Found<'catalogue_shape'> | undefined): ExtremeView | null {
  const { sort } = turn.understanding.parsedQuery;
  if (!shape || (sort !== 'price-low' && sort !== 'price-high')) return null;
  const category = categoryOf(turn.understanding.parsedQuery);
  const asked = shape.categories.find((one) => one.slug === category) ?? shape.all;
  return asked.products === 0 ? null : sort === 'price-low' ? asked.least : asked.most;
}
