import { panels } from './panels.ts';
import { between, cornered, through } from '#src/pictures/drawing/curve.ts';
import { fastening } from './fastening.ts';
import {
  type Palette,
  apart,
  darker,
  lighter,
  lineOn,
  luminance,
  shade,
} from '#src/pictures/drawing/palette.ts';
import type { Sole } from './sole.ts';
import { type Point, clipped, group, path } from '#src/pictures/drawing/svg.ts';
import { type UpperLines, upperLines } from './upper-lines.ts';

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
