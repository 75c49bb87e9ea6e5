import { straight } from './curve.ts';
import { type Point, line, path } from './svg.ts';

const FINE = 1.6;
const MOST_TICKS = 200; // closer together they are a grey bar

/** Ticks along a straight scale from a to b: one every `step` units, each fifth longer; `side` says where they point. */
export function ticks(a: Point, b: Point, units: number, step: number, side: 1 | -1, long = 12): string {
  const [dx, dy] = [(b[0] - a[0]) / units, (b[1] - a[1]) / units];
  const size = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / size) * side, (dx / size) * side];
  const marks: string[] = [];
  if (units / step > MOST_TICKS) return path(straight([a, b]), { width: FINE, cap: 'butt' });
  for (let i = 0; i * step <= units + 1e-6; i += 1) {
    const at: Point = [a[0] + dx * i * step, a[1] + dy * i * step];
    const reach = i % 5 === 0 ? long : long * 0.5;
    marks.push(straight([at, [at[0] + nx * reach, at[1] + ny * reach]]));
  }
  return path(straight([a, b]) + marks.join(''), { width: FINE, cap: 'butt' });
}

/** A step of 1, 2 or 5 and noughts for a scale of that many units and px, wide enough to be seen. */
export function roundStep(length: number, px: number): number {
  const least = (length / px) * 8;
  const tenth = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * tenth).find((step) => step >= least) ?? length;
}

/** A measured stretch: a strong line with a stop at either end. */
export function span(a: Point, b: Point, width = 5): string {
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [nx, ny] = [(-(b[1] - a[1]) / size) * 7, ((b[0] - a[0]) / size) * 7];
  const stop = ([x, y]: Point): string =>
    straight([
      [x - nx, y - ny],
      [x + nx, y + ny],
    ]);
  return (
    path(straight([a, b]), { width, cap: 'butt' }) + path(stop(a) + stop(b), { width: 2.4, cap: 'butt' })
  );
}

/** A hairline from a thing to its number. */
export const leader = (a: Point, b: Point): string => line(a, b, { width: FINE, dash: '2 6' });
