import type { Product, Variant } from '#src/catalog/product.ts';
import { lookName } from './drawing/looks.ts';
import { type Drawing, type Subject, subjectOf } from './drawing/subject.ts';
import { sheet } from './drawing/svg.ts';
import { generalPicture } from './general/general-picture.ts';
import { shapesInUse } from './shapes-in-use.ts';

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
  const drawing = drawnOrEmpty(() => drawingOf(subjectOf(product, variant, reads)));
  const alt = altOf(drawing, product, variant);
  return { svg: sheet(drawing.body, alt), alt, reads };
}

function drawingOf(subject: Subject): Drawing {
  for (const shapes of shapesInUse) {
    const drawing = shapes.draw(subject);
    if (drawing) return drawing;
  }
  return generalPicture(subject);
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
