import { cornered, through } from '#src/pictures/drawing/curve.ts';
import { type Palette, apart, darker, lineOn } from '#src/pictures/drawing/palette.ts';
import type { Sole } from './sole.ts';
import { type Point, path } from '#src/pictures/drawing/svg.ts';
import { upperLines } from './upper-lines.ts';

/** A slide: an open heel and one band over the forefoot. */
export function drawSlide(sole: Sole, palette: Palette): string {
  const { at } = upperLines(sole);
  const opening: readonly Point[] = [at(0.43, -6), at(0.445, 18), at(0.485, 40), at(0.54, 50), at(0.575, 51)];
  const front: readonly Point[] = [at(0.845, 25), at(0.865, 12), at(0.87, -6)];
  const over: readonly Point[] = [at(0.575, 51), at(0.68, 43), at(0.77, 33), at(0.845, 25)];
  const inset = (points: readonly Point[], by: number): Point[] =>
    points.map(([x, y], k) => [x + by, y + k * 2.2]);
  const main = palette.main;
  const accent = apart(palette.accent, main);
  const detail = { stroke: lineOn(main), width: 1.8 };
  return [
    path(
      cornered(
        [at(0.5, 44), at(0.55, 57), at(0.6, 58), at(0.7, 48), at(0.845, 25)],
        [at(0.7, 20), at(0.5, 44)],
      ),
      {
        fill: darker(main, 0.4),
      },
    ),
    path(cornered(opening, over.slice(1), front.slice(1)), { fill: main }),
    path(cornered(opening, [at(0.61, 48.4)], inset(opening, 22).reverse().slice(1)), {
      fill: accent,
      width: 2,
    }),
    path(
      through([at(0.5, 2), at(0.525, 22), at(0.58, 37), at(0.65, 40)]) +
        through([at(0.845, -2), at(0.838, 12), at(0.82, 24)]),
      detail,
    ),
    path(through([at(0.015, 4), at(0.06, -1), at(0.14, -5), at(0.28, -6), at(0.42, -7)]), { width: 1.8 }),
  ].join('');
}
