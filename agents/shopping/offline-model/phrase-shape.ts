import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Turn } from '../state.ts';
import type { ToolResult } from './step.ts';

interface SaidExtreme {
  readonly slug: string;
  readonly title: string;
  readonly price: string;
}

interface SaidDepartment {
  readonly slug: string;
  readonly name: string;
  readonly products: number;
  readonly least: SaidExtreme;
  readonly most: SaidExtreme;
}

/** What the shop holds: of the department asked about, else as a whole. */
export function phraseShape(turn: Turn, answer: Readonly<Record<string, unknown>>): string {
  const all = answer['all'] as SaidDepartment;
  const departments = answer['categories'] as readonly SaidDepartment[];
  const brands = answer['brands'] as readonly { readonly name: string }[];
  const category = categoryOf(turn.understanding.said);
  const asked = departments.find((one) => one.slug === category);
  const extreme = extremeOf(turn, { tool: '', answer });
  if (all.products === 0) return 'The shop has nothing on its shelves yet.';
  if (extreme)
    return `The ${turn.understanding.said.sort === 'price-low' ? 'least' : 'most'} expensive${asked ? ` of our ${asked.products} ${asked.name.toLowerCase()}` : ` of all ${all.products} products`} is the ${extreme.title} at ${extreme.price}.`;
  if (/\bbrand/i.test(turn.text))
    return `We carry ${brands.length} brands: ${brands
      .slice(0, 12)
      .map((one) => one.name)
      .join(', ')}${brands.length > 12 ? ' and more' : ''}.`;
  const { name, products, least, most } = asked ?? { ...all, name: '' };
  const holds = name ? `We have ${products} in ${name.toLowerCase()}` : `We have ${products} products`;
  const range = `from ${least.price} (${least.title}) to ${most.price} (${most.title})`;
  const top = departments
    .filter((one) => !one.slug.includes('/'))
    .map((one) => `${one.name.toLowerCase()} (${one.products})`);
  return asked || top.length < 2
    ? `${holds}, ${range}.`
    : `${holds}, ${range}: ${top.slice(0, 9).join(', ')}.`;
}

/** The least or most expensive product that the turn asks for, of its department or of the shop; null where it does not ask. */
export function extremeOf(turn: Turn, shape: ToolResult | undefined): SaidExtreme | null {
  const { sort } = turn.understanding.said;
  if (!shape || (sort !== 'price-low' && sort !== 'price-high')) return null;
  const departments = shape.answer['categories'] as readonly SaidDepartment[];
  const category = categoryOf(turn.understanding.said);
  const asked = departments.find((one) => one.slug === category) ?? (shape.answer['all'] as SaidDepartment);
  return asked.products === 0 ? null : sort === 'price-low' ? asked.least : asked.most;
}
