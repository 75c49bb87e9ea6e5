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
  if (all.products === 0) return 'The shop has nothing on its shelves yet.';
  if (extreme)
    return `The ${turn.understanding.parsedQuery.sort === 'price-low' ? 'least' : 'most'} expensive${asked ? ` of our ${asked.products} ${asked.name.toLowerCase()}` : ` of all ${all.products} products`} is the ${extreme.title} at ${extreme.price.printed}.`;
  if (/\bbrand/i.test(turn.text))
    return `We carry ${brands.length} brands: ${brands
      .slice(0, 12)
      .map((one) => one.name)
      .join(', ')}${brands.length > 12 ? ' and more' : ''}.`;
  const { name, products, least, most } = asked ?? { ...all, name: '' };
  const holds = name ? `We have ${products} in ${name.toLowerCase()}` : `We have ${products} products`;
  const range = `from ${least.price.printed} (${least.title}) to ${most.price.printed} (${most.title})`;
  const top = departments
    .filter((one) => !one.slug.includes('/'))
    .map((one) => `${one.name.toLowerCase()} (${one.products})`);
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
