import { cornered, through } from '#src/pictures/drawing/curve.ts';
import { type Palette, lineOn, mix, shade } from '#src/pictures/drawing/palette.ts';
import { type Sole, range } from './sole.ts';
import { type Point, path } from '#src/pictures/drawing/svg.ts';

/** A firmer side wall along the arch, drawn as a rail. */
export function rail(sole: Sole, palette: Palette): string {
  const { facts, place, top } = sole;
  const xs = range(facts.length * 0.07, facts.length * 0.52, 8);
  const depth = (i: number): number => (facts.heel * 0.42 * Math.sin((Math.PI * (i + 0.6)) / 9.2)) ** 0.96;
  const shape = cornered(
    xs.map((x) => place(x, top(x) - 1)),
    [...xs].reverse().map((x, i) => place(x, top(x) - 2 - depth(i))),
  );
  return path(shape, { fill: mix(palette.main, '#ffffff', 0.25), width: 2 });
}

/** Lines that the foam's side wall carries: the softer the shoe, the deeper they are cut. */
export function sculpt(sole: Sole, foam: string): readonly string[] {
  const { facts, place, bottom, top } = sole;
  const L = facts.length;
  const at = (x: number, share: number): Point => {
    const low = bottom(x) + facts.lug;
    return place(x, low + (top(x) - low) * share);
  };
  const cut = (share: readonly number[], from: number, to: number): Point[] =>
    share.map((s, i) => at(L * (from + ((to - from) * i) / (share.length - 1)), s));
  const look = { stroke: lineOn(foam), width: 1.8 };
  const groove = (top: readonly number[], low: readonly number[], from: number, to: number): string =>
    path(cornered(cut(top, from, to), cut(low, from, to).reverse().slice(1)), {
      fill: shade(foam, 0.14),
      ...look,
    });
  if (facts.style === 'spike') return [];
  if (facts.cushion === 0) return [path(through(cut([0.62, 0.6, 0.58, 0.6], 0.01, 0.42)), look)];
  if (facts.cushion === 1)
    return [
      path(through(cut([0.66, 0.58, 0.48, 0.46, 0.52], -0.005, 0.6)), look),
      path(through(cut([0.5, 0.52, 0.56], 0.76, 0.95)), look),
    ];
  if (facts.cushion === 2)
    return [
      groove([0.6, 0.6, 0.52, 0.44, 0.4], [0.6, 0.48, 0.36, 0.34, 0.4], 0.05, 0.5),
      path(through(cut([0.44, 0.5, 0.58, 0.6], 0.62, 0.97)), look),
    ];
  return [
    groove([0.62, 0.66, 0.6, 0.52, 0.46], [0.62, 0.48, 0.38, 0.38, 0.46], 0.03, 0.44),
    groove([0.46, 0.56, 0.62, 0.6], [0.46, 0.44, 0.48, 0.6], 0.56, 0.93),
  ];
}

/** The plate, seen through the foam: a spoon that dips under the ball of the foot. */
export function plate(sole: Sole, foam: string): string {
  const { facts, place, bottom, top } = sole;
  const at = (share: number, height: number): Point => {
    const x = facts.length * share;
    const low = bottom(x) + facts.lug;
    return place(x, low + (top(x) - low) * height);
  };
  const curve = through([
    at(0.05, 0.62),
    at(0.25, 0.6),
    at(0.45, 0.52),
    at(0.62, 0.34),
    at(0.76, 0.32),
    at(0.9, 0.52),
    at(0.975, 0.62),
  ]);
  const line = lineOn(foam);
  return facts.plate === 'carbon'
    ? path(curve, { stroke: line, width: 7 }) + path(curve, { stroke: foam, width: 2, dash: '1 6' })
    : path(curve, { stroke: line, width: 6 }) +
        path(curve, { stroke: mix(foam, '#ffffff', 0.6), width: 2.6 });
}
