import type { Product, Variant } from '#src/catalog/product.ts';
import { drawingFor } from './kinds.ts';
import { lookName } from './looks.ts';
import { type Drawing, subjectOf } from './subject.ts';
import { sheet } from './svg.ts';

export interface DrawnPicture {
  readonly svg: string;
  readonly alt: string;
  /** Keys of the facts that the drawing asked for; see `lookKey`. */
  readonly reads: ReadonlySet<string>;
}

/**
 * The shop's own picture of a variant, drawn from its facts: an SVG document of 800 by 600, and the same facts in
 * words. Facts that a drawing cannot cope with leave the tile empty rather than the page broken.
 */
export function drawProduct(product: Product, variant: Variant): DrawnPicture {
  const reads = new Set<string>();
  const drawing = drawnOrEmpty(() => drawingFor(product)(subjectOf(product, variant, reads)));
  const alt = altOf(drawing, product, variant);
  return { svg: sheet(drawing.body, alt), alt, reads };
}

/** What stands where nothing can be drawn: an empty sheet over the tile's own colour. */
export const emptyDrawing: Drawing = { view: 'Picture', body: '', facts: [] };

export function drawnOrEmpty(draw: () => Drawing): Drawing {
  try {
    return draw();
  } catch {
    return emptyDrawing;
  }
}

function altOf({ view, facts }: Drawing, product: Product, variant: Variant): string {
  const look = lookName(variant);
  const head = `${view} of the ${product.title.slice(0, 120)}${look ? ` in ${look.slice(0, 40)}` : ''}`;
  return facts.length ? `${head}: ${facts.join(', ')}` : head;
}
