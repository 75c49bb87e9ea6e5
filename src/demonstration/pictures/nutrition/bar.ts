import { straight, trace } from '#src/pictures/drawing/curve.ts';
import { apart, darker, lighter, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { portionFigures, serving } from './portion.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { circle, label, path, rect } from '#src/pictures/drawing/svg.ts';

/** A bar, half out of its wrapper. */
export function drawBar(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const size = clamp(Math.cbrt((subject.number('serving_size', 'g') ?? 50) / 50), 0.8, 1.25);
  const w = 170 * size;
  const [x, y] = [260 - w / 2, 110];
  const grain = trace('0.2 0.2, 0.6 0.14, 0.8 0.3, 0.35 0.38, 0.7 0.46, 0.18 0.52, 0.5 0.26, 0.46 0.55');
  const teeth = Array.from(
    { length: 11 },
    (_, i) => [x - 12 + ((w + 24) * i) / 10, 272 + (i % 2 ? 14 : 0)] as const,
  );
  const portion = portionFigures(subject);
  return {
    view: 'Drawing',
    body: [
      rect(x, y, w, 240, 18, { fill: main }),
      ...grain.map(([a, b], i) =>
        circle([x + w * a, y + 190 * b + 12], 6 + (i % 3) * 3, {
          fill: i % 2 ? lighter(main, 0.35) : darker(main, 0.3),
          width: 1.8,
        }),
      ),
      path(straight([...teeth, [x + w + 12, 474], [x - 12, 474]], true), { fill: accent }),
      path(
        straight([
          [x - 12, 452],
          [x + w + 12, 452],
        ]),
        { stroke: lineOn(accent), width: 1.8 },
      ),
      rect(x + 14, 326, w - 28, 76, 6, { fill: shade(accent, 0.1), width: 2 }),
      label([260, 536], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: portion.facts,
  };
}
