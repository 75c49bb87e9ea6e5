import type { Product, Variant } from '#src/catalog/product.ts';
import { drawingFor } from './kinds.ts';
import { subjectOf } from './subject.ts';
import { sheet } from './svg.ts';

export interface DrawnPicture {
  readonly svg: string;
  readonly alt: string;
}

/** The shop's own picture of a variant, drawn from its facts: an SVG document of 800 by 600, and the same facts in words. */
export function drawProduct(product: Product, variant: Variant): DrawnPicture {
  const drawing = drawingFor(product)(subjectOf(product, variant));
  const alt = altOf(drawing.view, product, variant, drawing.facts);
  return { svg: sheet(drawing.body, alt), alt };
}

const named = /colou?r|flavou?r|farbe|couleur/i;

function altOf(view: string, product: Product, variant: Variant, facts: readonly string[]): string {
  const look = Object.entries(variant.options).find(([name]) => named.test(name))?.[1];
  const head = `${view} of the ${product.title.slice(0, 120)}${look ? ` in ${look.slice(0, 40)}` : ''}`;
  return facts.length ? `${head}: ${facts.join(', ')}` : head;
}
