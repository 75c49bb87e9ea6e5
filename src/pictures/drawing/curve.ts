import { type Point, n } from './svg.ts';

/** The cubic segments of a centripetal Catmull-Rom curve through the points, relative, without the first move. */
function segments(points: readonly Point[], closed: boolean): string {
  const count = points.length;
  const at = (index: number): Point =>
    (closed ? points[(index + count) % count] : points[Math.min(Math.max(index, 0), count - 1)]) ?? [0, 0];
  let d = '';
  for (let i = 0; i < (closed ? count : count - 1); i += 1) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    d += `c${[handle(p0, p1, p2), handle(p3, p2, p1), p2].map((point) => step(p1, point)).join(' ')}`;
  }
  return d.replaceAll(' -', '-');
}

/** The way from one point to another, told so that rounding does not add up. */
const step = (from: Point, to: Point): string =>
  [0, 1].map((k) => n(rounded(to[k as 0 | 1]) - rounded(from[k as 0 | 1]))).join(' ');

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The control point after `here`, on the way from `before` to `next`. */
function handle(before: Point, here: Point, next: Point): Point {
  const d1 = Math.hypot(here[0] - before[0], here[1] - before[1]);
  const d2 = Math.hypot(next[0] - here[0], next[1] - here[1]);
  const [a1, a2] = [Math.sqrt(d1), Math.sqrt(d2)];
  if (d1 < 1e-6) return here;
  const of = (k: 0 | 1): number =>
    (d1 * next[k] - d2 * before[k] + (2 * d1 + 3 * a1 * a2 + d2) * here[k]) / (3 * a1 * (a1 + a2));
  return [of(0), of(1)];
}

/** Points as written on squared paper: `trace('352 92, 400 84')`. */
export const trace = (written: string): readonly Point[] =>
  written.split(', ').map((pair) => {
    const [x = 0, y = 0] = pair.split(' ').map(Number);
    return [x, y];
  });

const move = (point: Point | undefined): string => (point ? `M${n(point[0])} ${n(point[1])}` : '');

/** A smooth open curve through all points. */
export const through = (points: readonly Point[]): string => move(points[0]) + segments(points, false);

/** A smooth closed shape through all points. */
export const round = (points: readonly Point[]): string => `${move(points[0])}${segments(points, true)}Z`;

/** A closed shape of several smooth runs that meet at corners: each run begins where the one before ends. */
export const cornered = (...runs: readonly (readonly Point[])[]): string =>
  `${move(runs[0]?.[0])}${runs
    .map((run, index) => {
      const before = runs[index - 1]?.at(-1);
      return segments(before ? [before, ...run] : run, false);
    })
    .join('')}Z`;

/** Straight strokes through all points. */
export const straight = (points: readonly Point[], closed = false): string =>
  points
    .map((point, index) => (index ? `l${step(points[index - 1] ?? point, point)}` : move(point)))
    .join('')
    .replaceAll(' -', '-') + (closed ? 'Z' : '');

/** The point at share `t` on the straight way from a to b. */
export const between = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** The value at x of a smooth function through points sorted by x; flat outside of them. */
export function valueAt(points: readonly Point[], x: number): number {
  const last = points.length - 1;
  const at = (index: number): Point => points[Math.min(Math.max(index, 0), last)] ?? [0, 0];
  if (x <= at(0)[0]) return at(0)[1];
  if (x >= at(last)[0]) return at(last)[1];
  const i = points.findIndex((point, index) => point[0] <= x && x <= at(index + 1)[0]);
  const [a, b] = [at(i), at(i + 1)];
  const slope = (p: Point, q: Point): number => (q[0] === p[0] ? 0 : (q[1] - p[1]) / (q[0] - p[0]));
  const [m1, m2] = [slope(at(i - 1), b), slope(a, at(i + 2))];
  const w = b[0] - a[0];
  const t = (x - a[0]) / w;
  return (
    (2 * t ** 3 - 3 * t ** 2 + 1) * a[1] +
    (t ** 3 - 2 * t ** 2 + t) * w * m1 +
    (3 * t ** 2 - 2 * t ** 3) * b[1] +
    (t ** 3 - t ** 2) * w * m2
  );
}
