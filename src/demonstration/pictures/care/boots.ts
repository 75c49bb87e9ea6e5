import { cornered, through, trace } from '#src/pictures/drawing/curve.ts';
import { apart, lineOn } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, line, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** Inflatable boots, their chambers counted. */
export function drawBoots(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const chambers = clamp(Math.round(subject.number('chambers') ?? 4), 1, 8);
  const length = within(subject.number('length', 'cm'), 40, 150);
  const boot = [
    path(
      cornered(
        trace('250 90, 270 300, 252 420, 170 470, 160 500'),
        trace('380 500, 392 300, 400 90').map(([x = 0, y = 0]) => [x, y] as const),
      ),
      { fill: main },
    ),
    path(
      Array.from({ length: chambers - 1 }, (_, i) => {
        const y = 90 + (330 * (i + 1)) / chambers;
        return through([
          [262, y],
          [320, y + 16],
          [392, y],
        ]);
      }).join(''),
      { stroke: lineOn(main), width: 2.4 },
    ),
    rect(236, 76, 176, 30, 10, { fill: accent }),
    line([366, 120], [360, 480], { stroke: accent, width: 5 }),
  ].join('');
  return {
    view: 'Front view',
    body: [
      `<g transform="translate(-70 0)">${boot}</g><g transform="matrix(-1 0 0 1 756 0)">${boot}</g>`.replace(
        'translate(-70 0)',
        'translate(-80 0)',
      ),
      length === null
        ? ''
        : ticks([690, 500], [690, 90], length, 2, 1) +
          span([690, 500], [690, 90]) +
          label([714, 300], `${n(length)} cm`),
      label(
        [80, 560],
        [
          `${chambers} chambers`,
          subject.number('battery_life', 'h') === null
            ? ''
            : `${n(subject.number('battery_life', 'h') ?? 0)} h battery`,
        ]
          .filter(Boolean)
          .join(', '),
      ),
    ].join(''),
    facts: [`${chambers} chambers`, length === null ? '' : `${n(length)} cm long`, weightOf(subject)].filter(
      Boolean,
    ),
  };
}
