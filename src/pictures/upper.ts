import { between, cornered, round, straight, through } from './curve.ts';
import { apart, darker, lighter, lineOn, luminance, mix, shade, type Palette } from './palette.ts';
import type { Sole } from './sole.ts';
import { circle, clipped, group, path, type Point } from './svg.ts';

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

/** The upper of a laced, quick-laced or slip-on shoe. The sole is drawn over its lower edge. */
export function drawUpper(sole: Sole, palette: Palette, id: string): string {
  const { facts } = sole;
  const lines = upperLines(sole);
  const { at } = lines;
  const main = palette.main;
  const accent = apart(palette.accent, main);
  const detail = { stroke: lineOn(main), width: 1.8 };
  const inner = [
    ...fabric(lines, main, facts.style, facts.waterproof),
    ...panels(lines, sole, main, accent),
  ].join('');
  return [
    lining(lines, main),
    tongue(lines, sole, accent),
    path(lines.outline, { fill: main }),
    clipped(id, lines.outline),
    group(inner, { ...detail, clip: id }),
    fastening(lines, sole, main, accent),
    path(lines.outline),
    path(
      through(
        [at(0.085, 62), at(0.14, 53), at(0.21, 50.5), at(0.275, 55), at(0.325, 68)].map(
          ([x, y]) => [x, y + (facts.waterproof ? -13 : 2)] as const,
        ),
      ),
      detail,
    ),
  ].join('');
}

/** The far side of the collar, seen over the near one. */
function lining({ at, collar }: UpperLines, main: string): string {
  const from = collar[0] ?? at(0.02, 83);
  const to = collar.at(-1) ?? at(0.36, 84);
  return path(
    cornered(
      [from, at(0.08, 77), at(0.15, 70), at(0.22, 68), at(0.29, 73), to],
      [at(0.28, 58), at(0.21, 50), at(0.14, 54), from],
    ),
    { fill: luminance(main) < 0.1 ? lighter(main, 0.2) : darker(main, 0.45) },
  );
}

function tongue({ at, throat }: UpperLines, sole: Sole, accent: string): string {
  if (sole.facts.lacing === 'none') return '';
  const lift = sole.facts.waterproof ? 4 : 0;
  return path(
    cornered(
      [
        at(0.33, 66),
        at(0.315, 84 + lift),
        at(0.312, 96 + lift),
        at(0.332, 102 + lift),
        at(0.36, 98 + lift),
        at(0.4, 88 + lift),
      ],
      [between(throat[0], throat[1], 0.5).map((v, k) => (k ? v - 9 : v)) as unknown as Point, throat[1]],
      [at(0.5, 50)],
    ),
    { fill: accent },
  );
}

/** Knit dots on light uppers, plain cloth with a welded seam on waterproof ones. */
function fabric({ at }: UpperLines, main: string, style: string, waterproof: boolean): readonly string[] {
  if (waterproof)
    return [
      path(through([at(0.62, 2), at(0.66, 24), at(0.7, 42)]), { dash: '7 6' }),
      path(through([at(0.05, 30), at(0.2, 34), at(0.34, 40)]), { dash: '7 6' }),
    ];
  const rows = style === 'racer' || style === 'spike' ? 6 : 5;
  const dots = Array.from({ length: rows }, (_, i) => {
    const h = 9 + i * 6.4;
    return through([
      at(0.6, h * 1.12),
      at(0.7, h * 1.04),
      at(0.8, h * 0.92),
      at(0.9, h * 0.72),
      at(0.97, h * 0.4),
    ]);
  });
  return [path(dots.join(''), { dash: '0 11', width: 3.6, stroke: shade(main, 0.34) })];
}

function panels({ at, throat }: UpperLines, sole: Sole, main: string, accent: string): readonly string[] {
  const { facts } = sole;
  const tone = shade(main, 0.13);
  const counter = cornered(
    [at(-0.02, -4), at(-0.02, 60), at(0.03, 66)],
    [at(0.085, 52), at(0.15, 34), at(0.24, 20), at(0.3, -4)],
  );
  const stay = (from: number, to: number, low: number): string => {
    const a = between(throat[0], throat[1], from);
    const b = between(throat[0], throat[1], to);
    return cornered(
      [a, between(a, b, 0.5), [b[0] + 8, b[1] - 4]],
      [
        [b[0] + 14, b[1] + 16],
        [b[0] - 8, b[1] + low * 0.8],
      ],
      [
        between(a, b, 0.5).map((v, k) => (k ? v + low : v - 10)) as unknown as Point,
        [a[0] - 16, a[1] + low * 1.15],
      ],
    );
  };
  const saddle =
    facts.style === 'racer' || facts.style === 'spike'
      ? cornered(
          [at(0.4, 62), at(0.36, 30), at(0.26, -4)],
          [at(0.66, -4)],
          [at(0.56, 16), at(0.47, 40), at(0.44, 62)],
        )
      : cornered(
          [at(0.43, 60), at(0.4, 34), at(0.335, -4)],
          [at(0.535, -4)],
          [at(0.52, 16), at(0.52, 36), at(0.55, 58)],
        );
  const drawn = [
    path(saddle, { fill: facts.style === 'racer' ? accent : tone }),
    path(counter, { fill: facts.style === 'racer' ? tone : accent }),
  ];
  if (facts.lacing !== 'none') drawn.push(path(stay(-0.02, 0.97, 25), { fill: tone }));
  if (facts.style === 'trail' || facts.lug > 0) drawn.push(rand(at, accent, main));
  else
    drawn.push(
      path(cornered([at(0.86, -4), at(0.9, 8), at(0.945, 17), at(1, 24)], [at(1.02, 10), at(1.02, -4)]), {
        fill: tone,
      }),
    );
  return drawn;
}

/** The rubber rim that keeps stones off a trail shoe. */
function rand(at: UpperLines['at'], accent: string, main: string): string {
  const dark = luminance(accent) < luminance(main) ? accent : darker(main, 0.45);
  return path(
    cornered(
      [at(0.48, -4), at(0.6, 4.5), at(0.74, 7), at(0.85, 10), at(0.92, 17), at(0.965, 25), at(1.02, 30)],
      [at(1.02, -6)],
    ),
    { fill: dark },
  );
}

function fastening(lines: UpperLines, sole: Sole, main: string, accent: string): string {
  const { throat, at } = lines;
  const { facts } = sole;
  if (facts.lacing === 'none') return facts.style === 'kids' ? straps(lines, accent) : gore(lines, main);
  const count = facts.style === 'kids' ? 4 : 6;
  const cord = luminance(main) > 0.5 ? accent : '#fbf8f1';
  const holes = Array.from({ length: count }, (_, i) =>
    between(throat[0], throat[1], 0.06 + (i * 0.84) / (count - 1)),
  );
  const laces = holes
    .map(([x, y]) =>
      straight([
        [x - 9, y + 15],
        [x + 5, y - 9],
      ]),
    )
    .join('');
  const width = facts.lacing === 'laces' ? 10 : 6.5;
  const tied =
    facts.lacing === 'laces'
      ? bow(holes[0] ?? throat[0])
      : straight([[(holes[0]?.[0] ?? 0) + 5, (holes[0]?.[1] ?? 0) - 9], at(0.375, 104)]);
  const knots = facts.lacing === 'laces' ? '' : circle(at(0.375, 102), 9, { fill: accent });
  const zigzag =
    facts.lacing === 'laces'
      ? ''
      : straight(
          holes.flatMap(
            ([x, y], i) =>
              (i % 2
                ? [
                    [x + 5, y - 9],
                    [x - 9, y + 15],
                  ]
                : [
                    [x - 9, y + 15],
                    [x + 5, y - 9],
                  ]) as Point[],
          ),
        );
  const d = laces + zigzag;
  return [
    path(tied, { width: width - 1 }),
    path(tied, { stroke: cord, width: width - 5.5 }),
    path(d, { width }),
    path(d, { stroke: cord, width: width - 4.5 }),
    knots,
  ].join('');
}

const bow = ([x, y]: Point): string =>
  through([
    [x + 6, y - 8],
    [x + 28, y - 24],
    [x + 46, y - 22],
    [x + 42, y - 10],
    [x + 8, y - 7],
  ]) +
  through([
    [x + 6, y - 8],
    [x + 26, y + 6],
    [x + 34, y + 22],
  ]) +
  through([
    [x + 2, y - 8],
    [x + 8, y - 26],
    [x + 20, y - 34],
    [x + 24, y - 24],
    [x + 7, y - 8],
  ]);

/** Two hook-and-loop straps, for shoes that small hands close. */
function straps({ at }: UpperLines, accent: string): string {
  const strap = (share: number, height: number): string =>
    round([
      at(share, height - 30),
      at(share + 0.075, height - 34),
      at(share + 0.13, height - 4),
      at(share + 0.13, height + 7),
      at(share + 0.06, height + 5),
      at(share + 0.03, height - 8),
    ]);
  return path(strap(0.36, 72) + strap(0.48, 59), { fill: lighter(mix(accent, '#ffffff', 0.1), 0.1) });
}

/** Elastic at the sides of a slip-on. */
function gore({ at }: UpperLines, main: string): string {
  const ribs = [0, 1, 2, 3, 4]
    .map((i) => straight([at(0.375 + i * 0.014, 70 - i * 2.4), at(0.4 + i * 0.016, 36 - i * 1.2)]))
    .join('');
  return (
    path(cornered([at(0.35, 76), at(0.38, 34)], [at(0.48, 30)], [at(0.46, 62), at(0.44, 72)]), {
      fill: shade(main, 0.25),
    }) + path(ribs, { stroke: lineOn(main), width: 1.8 })
  );
}
