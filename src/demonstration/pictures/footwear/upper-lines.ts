import { between, cornered } from '#src/pictures/drawing/curve.ts';
import type { Sole } from './sole.ts';
import type { Point } from '#src/pictures/drawing/svg.ts';

/** The lines an upper is built from, on the sheet. */
export interface UpperLines {
  readonly back: readonly Point[];
  readonly collar: readonly Point[];
  readonly throat: readonly [Point, Point];
  readonly toe: readonly Point[];
  readonly outline: string;
  /** A point over the footbed, `x` as a share of the length, `y` in mm over the foam's edge. */
  at(share: number, height: number): Point;
}

const toeLift = { standard: 0, wide: 2, 'foot-shaped': 4 } as const;

export function upperLines(sole: Sole): UpperLines {
  const { facts, place, top } = sole;
  const L = facts.length;
  const size = facts.style === 'kids' ? 0.94 : 1;
  const at = (share: number, height: number): Point => {
    const x = L * share;
    const foot = share < 0.13 ? facts.heel : top(x);
    return place(x, foot + height * size);
  };
  const high = facts.waterproof ? 7 : 0;
  const trim = facts.style === 'racer' || facts.style === 'spike' ? -5 : 0;
  const full = toeLift[facts.toeBox];
  const back = [
    at(0.012, -2),
    at(0.028, 16),
    at(0.046, 36),
    at(0.038, 56),
    at(0.012, 76 + high + trim),
    at(0.02, 83 + high + trim),
  ];
  const collar = [
    at(0.02, 83 + high + trim),
    at(0.05, 80 + high + trim),
    at(0.085, 68 + high),
    at(0.14, 59 + high + trim),
    at(0.21, 56.5 + high + trim),
    at(0.28, 62 + high + trim),
    at(0.335, 76 + high * 0.6 + trim),
    at(0.36, 84 + high * 0.5 + trim),
  ];
  const throat: readonly [Point, Point] = [at(0.36, 84 + high * 0.5 + trim), at(0.665, 45 + full * 0.4)];
  const toe = [
    throat[1],
    at(0.75, 38.5 + full * 0.6),
    at(0.84, 33 + full),
    at(0.915, 26 + full * 1.2),
    at(0.968, 15.5 + full * 1.3),
    at(0.99, 4 + full * 0.6),
    at(0.99, -3),
  ];
  const bridge = [0.3, 0.6].map((t) => {
    const [x, y] = between(throat[0], throat[1], t);
    return [x, y + 3.5] as const;
  });
  const base = [0.8, 0.6, 0.4, 0.2, 0.012].map((share) => at(share, -4));
  return {
    back,
    collar,
    throat,
    toe,
    at,
    outline: cornered(back, collar.slice(1), [...bridge, throat[1]], toe.slice(1), base),
  };
}
