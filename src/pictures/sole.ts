import { cornered, round, straight, through, valueAt } from './curve.ts';
import { darker, lineOn, lighter, luminance, mix, shade, type Palette } from './palette.ts';
import type { ShoeFacts } from './shoe-facts.ts';
import { ink, path, type Point } from './svg.ts';

/** The sole's two lines in mm over the ground, x from the heel; and how a mm point lies on the sheet. */
export interface Sole {
  readonly facts: ShoeFacts;
  bottom(x: number): number;
  top(x: number): number;
  /** Where heel and forefoot stack are measured. */
  readonly heelAt: number;
  readonly forefootAt: number;
  place(x: number, y: number): Point;
}

export const GROUND = 452; // px on the sheet
export const SCALE = 2.12; // px a millimetre, the same for every shoe

const toeSpring = [15, 21, 29] as const;
const heelBevel = [6, 10, 15] as const;
const lift = [3, 6, 9, 12] as const; // how far the foam rises around the heel

export function soleOf(facts: ShoeFacts): Sole {
  const { length: L, heel, forefoot } = facts;
  const low = facts.style === 'spike' ? 0.8 : 1;
  const spring = toeSpring[facts.rocker] * low * (L / 292);
  const bevel = heelBevel[facts.rocker] * Math.min(1, heel / 30);
  const [heelOff, toeOn] = [(0.1 + facts.rocker * 0.035) * L, (0.7 - facts.rocker * 0.045) * L];
  const bottom = (x: number): number => {
    if (x < heelOff) return bevel * Math.max(0, (heelOff - x) / heelOff) ** 2.1;
    return x > toeOn ? spring * ((x - toeOn) / (L - toeOn)) ** 2 : 0;
  };
  const tip = spring + Math.max(6, forefoot * 0.46);
  const heelAt = 0.12 * L;
  const forefootAt = 0.73 * L;
  const arch = (heel + forefoot) / 2 + (facts.stable ? 4 : 1.5);
  const line: readonly Point[] = [
    [0, heel + lift[facts.cushion]],
    [0.05 * L, heel + lift[facts.cushion] * 0.45],
    [heelAt, heel],
    [0.28 * L, heel - (heel - forefoot) * 0.1 + 1],
    [0.46 * L, arch],
    [0.62 * L, forefoot + 1.2],
    [forefootAt, forefoot],
    [0.86 * L, Math.max(forefoot + 0.6, bottom(0.86 * L) + forefoot * 0.74)],
    [L, tip],
  ];
  const start = 400 - (L * SCALE) / 2;
  return {
    facts,
    bottom,
    top: (x) => valueAt(line, x),
    heelAt,
    forefootAt,
    place: (x, y) => [start + x * SCALE, GROUND - y * SCALE],
  };
}

const range = (from: number, to: number, steps: number): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);

/** The outline of the whole sole, closed. */
export function solePath(sole: Sole, up = 0): string {
  const { facts, place, bottom, top } = sole;
  const L = facts.length;
  const flare = 3 + facts.cushion * 1.6;
  const back = facts.heel + lift[facts.cushion];
  const edge = range(3, L - 5, 9).map((x) => place(x, top(x)));
  const tip = bottom(L) + up * 0.4;
  const toe: Point[] = [
    place(L + 1, top(L) - (top(L) - tip) * 0.3),
    place(L + 0.5, top(L) - (top(L) - tip) * 0.62),
    place(L - 7, bottom(L - 7) + up),
  ];
  const tread = range(L - 24, 9, 10).map((x) => place(x, bottom(x) + up));
  const heel: Point[] = [
    place(-flare * 0.6, facts.heel * 0.2 + bottom(0) * 0.75 + up * 0.5),
    place(-flare, facts.heel * 0.46 + bottom(0) * 0.4),
    place(-flare * 0.6, back * 0.8),
  ];
  return round([...edge, ...toe, ...tread, ...heel]);
}

/** Foam, sculpting, plate, rubber, lugs or pins. */
export function drawSole(sole: Sole, palette: Palette): string {
  const { facts, place, bottom, top } = sole;
  const L = facts.length;
  const foam = luminance(palette.sole) < 0.05 ? lighter(palette.sole, 0.12) : palette.sole;
  const rubber = rubberColour(palette, foam);
  const parts: string[] = [path(solePath(sole, facts.lug), { fill: foam })];
  if (facts.stable) parts.push(rail(sole, palette));
  parts.push(...sculpt(sole, foam));
  if (facts.plate !== 'none') parts.push(plate(sole, foam));
  const thick = facts.style === 'trail' || facts.lug > 0 ? 4.2 : facts.style === 'racer' ? 2.6 : 3.4;
  const strip = (from: number, to: number): string => {
    const xs = range(from, to, 6);
    return cornered(
      xs.map((x) => place(x, bottom(x) + facts.lug)),
      [...xs]
        .reverse()
        .map((x, i) => place(x, bottom(x) + facts.lug + thick * Math.min(1, (Math.min(i, 6 - i) + 0.3) / 1))),
    );
  };
  const pieces: readonly (readonly [number, number])[] =
    facts.lug > 0 || facts.style === 'spike'
      ? [[facts.style === 'spike' ? L * 0.5 : 6, L - 3]]
      : facts.style === 'racer' || facts.style === 'slide'
        ? [
            [8, L * 0.25],
            [L * 0.52, L - 4],
          ]
        : [
            [5, L * 0.36],
            [L * 0.46, L - 3],
          ];
  parts.push(...pieces.map(([from, to]) => path(strip(from, to), { fill: rubber, width: 2 })));
  if (facts.lug > 0) parts.unshift(lugs(sole, rubber));
  if (facts.pins > 0) parts.unshift(pins(sole));
  parts.push(path(through(range(3, L - 4, 9).map((x) => place(x, top(x))))));
  return parts.join('');
}

function rubberColour(palette: Palette, foam: string): string {
  const wanted =
    luminance(palette.accent) < luminance(palette.main) ? palette.accent : darker(palette.main, 0.3);
  return Math.abs(luminance(wanted) - luminance(foam)) < 0.06 ? shade(foam, 0.35) : wanted;
}

/** A firmer side wall along the arch, drawn as a rail. */
function rail(sole: Sole, palette: Palette): string {
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
function sculpt(sole: Sole, foam: string): readonly string[] {
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
function plate(sole: Sole, foam: string): string {
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

/** Lugs at their true depth: deep ones stand wide apart to shed mud. */
function lugs(sole: Sole, rubber: string): string {
  const { facts, place, bottom } = sole;
  const { lug, length: L } = facts;
  const [wide, gap] = [6.4 + lug * 0.5, 2.6 + lug * 0.75];
  const drawn: string[] = [];
  for (let x = 9; x < L - 8; x += wide + gap) {
    const arch = x > L * 0.38 && x < L * 0.47;
    if (arch) continue;
    const lean = x < L * 0.4 ? -1 : 1; // heel lugs brake, the others push
    const end = Math.min(x + wide, L - 4);
    const y = (at: number): number => bottom(at) + lug + 2;
    drawn.push(
      straight(
        [
          place(x, y(x)),
          place(x + 1 + Math.max(0, lean) * 1.2, bottom(x + 1)),
          place(end - 1 + Math.min(0, lean) * 1.2, bottom(end - 1)),
          place(end, y(end)),
        ],
        true,
      ),
    );
  }
  return path(drawn.join(''), { fill: rubber, width: 2 });
}

/** Pins under the forefoot; half of them can be seen from the side. They stand in the track, below the ground line. */
function pins(sole: Sole): string {
  const { facts, place, bottom } = sole;
  const seen = Math.ceil(facts.pins / 2) + 1;
  const xs = range(facts.length * 0.62, facts.length * 0.9, seen - 1);
  const d = xs.map((x) =>
    straight(
      [
        place(x - 2.6, bottom(x) + facts.lug + 2),
        place(x, bottom(x) - 6.5),
        place(x + 2.6, bottom(x) + facts.lug + 2),
      ],
      true,
    ),
  );
  return path(d.join(''), { fill: '#d9dcdf', stroke: ink, width: 2 });
}
