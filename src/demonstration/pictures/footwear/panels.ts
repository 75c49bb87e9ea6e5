import { between, cornered } from '#src/pictures/drawing/curve.ts';
import { darker, luminance, shade } from '#src/pictures/drawing/palette.ts';
import type { Sole } from './sole.ts';
import { type Point, path } from '#src/pictures/drawing/svg.ts';
import type { UpperLines } from './upper-lines.ts';

export function panels(
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
