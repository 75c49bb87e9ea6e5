import { specsOf } from '#src/catalog/key-figures.ts';
import type { Subject } from '../drawing/subject.ts';
import { type Side, type Sides, type Stretch, statedSides } from './stated-sides.ts';
import { namedSides, writtenSides } from './written-sides.ts';

/** How large a thing is, as it is drawn: width and height of the side in front, and what reaches back. */
export interface Size extends Pick<Sides, 'hasUnit' | 'facts'> {
  readonly width: Stretch;
  readonly height: Stretch;
  readonly depth: Stretch | null;
  readonly shape: 'block' | 'cylinder' | 'disc';
}

const FLAT = 0.2; // share of a diameter below which a round thing is a disc
const DEEP = 1.6; // times its width: a deeper body is shown from its side
const MOST_SLENDER = 24; // times as long as wide: beyond it a body is a line

/** The size that a merchant states for the variant, side by side or as `80 x 40 x 75 cm`; null where there is too little. */
export function sizeOf({ product, variant }: Subject): Size | null {
  const specs = specsOf(product, variant);
  return (
    bodyOf(statedSides(specs)) ??
    bodyOf(writtenSides(specs)) ??
    bodyOf(namedSides([...Object.values(variant.options), product.title]))
  );
}

function bodyOf(sides: Sides | null): Size | null {
  if (!sides) return null;
  const of = (side: Side): Stretch | null => sides.of.get(side) ?? null;
  const across = of('width') ? null : of('diameter');
  if (across) {
    const up = of('height') ?? of('length') ?? of('depth') ?? of('thickness');
    const disc = !up || up.length < across.length * FLAT;
    return proportioned(sides, across, disc ? across : up, null, disc ? 'disc' : 'cylinder');
  }
  const [width, back] = level(of('width'), of('depth'), of('length'));
  const up = of('height') ?? of('thickness');
  if (!width) return null;
  if (up) return proportioned(sides, width, up, back, 'block');
  return back && proportioned(sides, width, back, null, 'block'); // seen from above
}

/** What is seen from the front and what reaches back; of a width and a length the longer is the front. */
function level(
  width: Stretch | null,
  depth: Stretch | null,
  length: Stretch | null,
): readonly [Stretch | null, Stretch | null] {
  if (!width || !length || depth) return [width ?? length, depth];
  return width.length > length.length ? [width, length] : [length, width];
}

function proportioned(
  sides: Sides,
  width: Stretch,
  height: Stretch,
  depth: Stretch | null,
  shape: Size['shape'],
): Size | null {
  if (depth && depth.length > width.length * DEEP) return proportioned(sides, depth, height, width, shape);
  const [longest = 0, middle = 0] = [width, height, ...(depth ? [depth] : [])]
    .map(({ length }) => length)
    .sort((a, b) => b - a);
  if (longest / middle > MOST_SLENDER) return null;
  return { width, height, depth, shape, hasUnit: sides.hasUnit, facts: sides.facts };
}
