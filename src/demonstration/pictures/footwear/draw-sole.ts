import { cornered, through } from '#src/pictures/drawing/curve.ts';
import { plate, rail, sculpt } from './foam.ts';
import { type Palette, darker, lighter, luminance, shade } from '#src/pictures/drawing/palette.ts';
import { type Sole, range, solePath } from './sole.ts';
import { path } from '#src/pictures/drawing/svg.ts';
import { lugs, pins } from './tread.ts';

/** Foam, sculpting, plate, rubber, lugs or pins. */
export function drawSole(sole: Sole, palette: Palette): string {
  const { facts, place, bottom, top } = sole;
  const L = facts.length;
  const foam = luminance(palette.third) < 0.05 ? lighter(palette.third, 0.12) : palette.third;
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
