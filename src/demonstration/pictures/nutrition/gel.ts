import { straight, through } from '#src/pictures/drawing/curve.ts';
import { apart, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { caffeineSign, portionFigures, serving } from './portion.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { type Point, label, n, path } from '#src/pictures/drawing/svg.ts';

/** A gel: one sachet, as tall as its weight makes it, beside its grams of carbohydrate. */
export function drawGel(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const size = clamp(Math.cbrt((subject.number('serving_size', 'g') ?? 40) / 40), 0.7, 1.45);
  const [w, h] = [150 * size, 330 * size];
  const [x, y] = [270 - w / 2, 300 - h / 2];
  const portion = portionFigures(subject);
  const teeth = (at: number, dir: 1 | -1): Point[] =>
    Array.from({ length: 13 }, (_, i): Point => [x + (w * i) / 12, at + (i % 2 ? 5 * dir : 0)]);
  const outline = straight(
    [
      ...teeth(y, -1),
      [x + w, y + 30],
      [x + w - 4, y + h / 2],
      [x + w, y + h - 30],
      ...teeth(y + h, 1).reverse(),
      [x, y + h - 30],
      [x + 4, y + h / 2],
      [x, y + 30],
    ],
    true,
  );
  const detail = { stroke: lineOn(main), width: 1.8 };
  return {
    view: 'Drawing',
    body: [
      path(outline, { fill: main }),
      path(
        straight([
          [x + 1, y + 28],
          [x + w - 1, y + 28],
        ]) +
          straight([
            [x + 1, y + h - 26],
            [x + w - 1, y + h - 26],
          ]),
        detail,
      ),
      path(
        `M${n(x + 3)} ${n(y + h * 0.56)}Q${n(x + w / 2)} ${n(y + h * 0.47)} ${n(x + w - 3)} ${n(y + h * 0.56)}L${n(x + w - 1)} ${n(y + h - 27)}H${n(x + 1)}Z`,
        { fill: accent, width: 2 },
      ),
      path(
        straight([
          [x + w, y + 44],
          [x + w - 22, y + 52],
        ]),
        { ...detail, dash: '4 4' },
      ),
      path(
        through([
          [x + 18, y + 48],
          [x + 22, y + h * 0.3],
          [x + 18, y + h * 0.48],
        ]),
        { ...detail, stroke: shade(main, 0.25), width: 4 },
      ),
      (subject.number('caffeine', 'mg') ?? 0) > 0 ? caffeineSign([x + w / 2, y + h * 0.28], accent) : '',
      label([270, y + h + 46], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: portion.facts,
  };
}
