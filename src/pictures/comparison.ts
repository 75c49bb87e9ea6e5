import type { Product } from '#src/catalog/product.ts';
import type { Comparison } from './drawing/shapes.ts';
import { subjectOf } from './drawing/subject.ts';
import { sheet } from './drawing/svg.ts';
import { pictureMark } from './drawn-once.ts';
import { sideBySide } from './general/side-by-side.ts';
import { shapesInUse } from './shapes-in-use.ts';

export interface DrawnComparison {
  readonly svg: string;
  readonly url: string;
  readonly alt: string;
  readonly caption: string;
}

/** Two products in one picture at one scale, with its address; null where their facts give nothing to lay side by side. */
export function comparisonOf(first: Product, second: Product): DrawnComparison | null {
  const found = drawn(first, second);
  if (!found) return null;
  const svg = sheet(found.body, found.alt);
  const slugs = [first, second].map(({ slug }) => encodeURIComponent(slug)).join('-vs-');
  return {
    svg,
    url: `/pictures/compare/${slugs}.svg?v=${pictureMark(svg)}`,
    alt: found.alt,
    caption: found.caption,
  };
}

function drawn(first: Product, second: Product): Comparison | null {
  const [one, two] = [subjectOf(first, first.variants[0]), subjectOf(second, second.variants[0])];
  for (const shapes of shapesInUse) {
    const found = shapes.compare(one, two);
    if (found) return found;
  }
  return sideBySide(one, two);
}
