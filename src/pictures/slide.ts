import { cornered, through } from './curve.ts';
import { apart, darker, lineOn, type Palette } from './palette.ts';
import { upperLines } from './upper.ts';
import type { Sole } from './sole.ts';
import { path } from './svg.ts';

/** A slide: an open heel and one band over the forefoot. */
export function drawSlide(sole: Sole, palette: Palette): string {
  const { at } = upperLines(sole);
  const band = cornered(
    [at(0.42, -6), at(0.45, 28), at(0.5, 54), at(0.56, 64), at(0.6, 63)],
    [at(0.7, 48), at(0.8, 31), at(0.86, 24)],
    [at(0.87, 14), at(0.88, -6)],
  );
  const far = cornered([at(0.53, 50), at(0.59, 67), at(0.66, 61), at(0.76, 44), at(0.87, 26)], [at(0.8, 10)]);
  const detail = { stroke: lineOn(palette.main), width: 1.8 };
  return [
    path(far, { fill: darker(palette.main, 0.4) }),
    path(band, { fill: palette.main }),
    path(
      cornered([at(0.52, -6), at(0.545, 22), at(0.6, 48)], [at(0.74, 30)], [at(0.75, 12), at(0.755, -6)]),
      {
        fill: apart(palette.accent, palette.main),
        width: 2,
      },
    ),
    path(
      through([at(0.445, 4), at(0.475, 33), at(0.54, 57)]) +
        through([at(0.855, 2), at(0.842, 14), at(0.83, 22)]),
      detail,
    ),
  ].join('');
}
