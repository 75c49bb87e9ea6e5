import { between, cornered, straight, through } from '#src/pictures/drawing/curve.ts';
import { lighter, lineOn, luminance, shade } from '#src/pictures/drawing/palette.ts';
import type { Sole } from './sole.ts';
import { type Point, circle, n, path } from '#src/pictures/drawing/svg.ts';
import type { UpperLines } from './upper-lines.ts';

export function fastening(lines: UpperLines, sole: Sole, main: string, accent: string): string {
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
