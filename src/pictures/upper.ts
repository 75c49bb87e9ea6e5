import { between, cornered, straight, through } from './curve.ts';
import { apart, darker, lighter, lineOn, luminance, shade, type Palette } from './palette.ts';
import type { Sole } from './sole.ts';
import { circle, clipped, group, n, path, type Point } from './svg.ts';

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
export function drawUpper(sole: Sole, palette: Palette, id: string, manner = 0): string {
  const { facts } = sole;
  const lines = upperLines(sole);
  const { at } = lines;
  const main = palette.main;
  const accent = apart(palette.accent, main);
  const detail = { stroke: lineOn(main), width: 1.8 };
  const inner = [
    ...fabric(lines, main, facts.style, facts.waterproof),
    ...panels(lines, sole, main, accent, manner),
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

function panels(
  { at, throat }: UpperLines,
  sole: Sole,
  main: string,
  accent: string,
  manner: number,
): readonly string[] {
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
  const fast = facts.style === 'racer' || facts.style === 'spike';
  const drawn = [
    path(saddle(at, fast ? 3 : manner), { fill: facts.style === 'racer' ? accent : tone }),
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

/** The side panel; shoes of one brand share its cut. */
function saddle(at: UpperLines['at'], manner: number): string {
  if (manner === 3)
    return cornered(
      [at(0.4, 62), at(0.36, 30), at(0.26, -4)],
      [at(0.66, -4)],
      [at(0.56, 16), at(0.47, 40), at(0.44, 62)],
    );
  if (manner === 2)
    return cornered(
      [at(0.2, -4), at(0.32, 22), at(0.46, 36), at(0.6, 46)],
      [at(0.64, 40)],
      [at(0.52, 26), at(0.42, 12), at(0.36, -4)],
    );
  if (manner === 1) {
    return cornered([at(0.27, -4), at(0.335, 17), at(0.44, 29), at(0.545, 25), at(0.6, 12), at(0.635, -4)]);
  }
  return cornered(
    [at(0.43, 60), at(0.4, 34), at(0.335, -4)],
    [at(0.535, -4)],
    [at(0.52, 16), at(0.52, 36), at(0.55, 58)],
  );
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
  const eyes = holes.map(([x, y]) => `M${n(x - 9)} ${n(y + 15)}h.1`).join('');
  return [
    path(tied, { width: width - 1 }),
    path(tied, { stroke: cord, width: width - 5.5 }),
    path(d, { width }),
    path(d, { stroke: cord, width: width - 4.5 }),
    knots,
    path(eyes, { width: 6.5, stroke: lineOn(shade(main, 0.13)) }),
  ].join('');
}

const bow = ([x, y]: Point): string =>
  through([
    [x + 4, y - 10],
    [x + 24, y - 32],
    [x + 50, y - 36],
    [x + 54, y - 22],
    [x + 34, y - 12],
    [x + 5, y - 9],
  ]) +
  through([
    [x + 4, y - 10],
    [x + 30, y - 2],
    [x + 44, y + 18],
  ]) +
  through([
    [x + 2, y - 10],
    [x - 4, y - 32],
    [x + 4, y - 48],
    [x + 16, y - 42],
    [x + 12, y - 24],
    [x + 5, y - 9],
  ]);

/** Two hook-and-loop straps, for shoes that small hands close. */
function straps({ at, throat }: UpperLines, accent: string): string {
  const d = [0.16, 0.56]
    .map((t, i) =>
      straight([
        between(throat[0], throat[1], t).map((v, k) => v + (k ? 5 : -2)) as unknown as Point,
        at(0.4 + i * 0.115, 31 - i * 7),
      ]),
    )
    .join('');
  return (
    path(d, { width: 37 }) +
    path(d, { stroke: lighter(accent, 0.2), width: 31 }) +
    path(d, { stroke: shade(accent, 0.22), width: 1.8, dash: '5 5' })
  );
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
