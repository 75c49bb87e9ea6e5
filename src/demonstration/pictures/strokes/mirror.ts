import { cornered } from '#src/pictures/drawing/curve.ts';
import type { Point } from '#src/pictures/drawing/svg.ts';

/** The points on the other side of the upright axis. */
export const mirrored = (points: readonly Point[], axis = 400): Point[] =>
  points.map(([x, y]) => [2 * axis - x, y]);

/** A closed shape from its right half, given in runs from the top of the axis to its foot. */
export function symmetric(...half: readonly (readonly Point[])[]): string {
  const other = half.toReversed().map((run) => mirrored(run).toReversed());
  return cornered(...half, ...other);
}
