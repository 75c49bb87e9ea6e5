import { hours } from '../strokes/battery.ts';
import { cornered, straight, through } from '#src/pictures/drawing/curve.ts';
import { apart, shade } from '#src/pictures/drawing/palette.ts';
import { ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { circle, label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A watch at 6 px a millimetre, its display as it is: lit or paper-like. */
export function drawWatch(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const stated = within(subject.number('case_size', 'mm'), 24, 60);
  const r = clamp(stated ?? 44, 24, 60) * 2.9;
  const display = subject.words('display');
  const lit = /amoled|oled|lcd/.test(display);
  const battery = subject.number('battery_life', 'h');
  const [x, y] = [290, 290];
  const face = lit ? '#16171d' : '#cdd1c4';
  const pen = lit ? '#fbf8f1' : '#16171d';
  const map = subject.is('maps')
    ? path(
        through([
          [x - r * 0.5, y + r * 0.34],
          [x - r * 0.16, y + r * 0.05],
          [x + r * 0.12, y + r * 0.28],
          [x + r * 0.5, y - r * 0.1],
        ]),
        { stroke: accent, width: 5 },
      ) +
      path(
        through([
          [x - r * 0.56, y - r * 0.02],
          [x - r * 0.1, y + r * 0.42],
          [x + r * 0.5, y + r * 0.3],
        ]),
        { stroke: pen, width: 1.6 },
      )
    : path(
        straight([
          [x - r * 0.44, y + r * 0.26],
          [x - r * 0.26, y + r * 0.26],
          [x - r * 0.14, y + r * 0.06],
          [x, y + r * 0.44],
          [x + r * 0.12, y + r * 0.26],
          [x + r * 0.44, y + r * 0.26],
        ]),
        { stroke: lit ? accent : pen, width: 4 },
      );
  const strap = (k: 1 | -1): string =>
    path(
      cornered(
        [
          [x - r * 0.62, y + k * r * 0.8],
          [x - r * 0.5, y + k * r * 1.5],
          [x - r * 0.46, y + k * 262],
        ],
        [
          [x + r * 0.46, y + k * 262],
          [x + r * 0.5, y + k * r * 1.5],
          [x + r * 0.62, y + k * r * 0.8],
        ],
      ),
      { fill: shade(main, 0.12) },
    ) +
    (k === 1
      ? [0, 1, 2, 3].map((i) => circle([x, y + r * 1.28 + i * 26], 5, { fill: '#fbf8f1', width: 2 })).join('')
      : '');
  return {
    view: 'Front view',
    body: [
      strap(1) + strap(-1),
      rect(x + r - 4, y - 14, 20, 28, 5, { fill: accent }) +
        rect(x - r - 12, y - r * 0.5 - 12, 18, 24, 5, { fill: main }) +
        rect(x - r - 12, y + r * 0.5 - 12, 18, 24, 5, { fill: main }),
      circle([x, y], r, { fill: main }),
      circle([x, y], r * 0.84, { fill: face }),
      label([x, y - r * 0.08], '9:41', { anchor: 'middle', size: Math.round(r * 0.44), fill: pen }),
      map,
      stated === null
        ? ''
        : ticks([x - r, 575], [x + r, 575], stated, 1, -1, 10) +
          label([x + r + 22, 584], `${n(stated)} mm case`),
      battery === null ? '' : hours(battery, 540, 214, accent, `${n(battery)} h with GPS`),
      label([534, 376], [weightOf(subject), display.slice(0, 12).toUpperCase()].filter(Boolean).join(', '), {
        weight: 400,
      }),
    ].join(''),
    facts: [
      stated === null ? '' : `${n(stated)} mm case`,
      battery === null ? '' : `${n(battery)} h with GPS`,
      display ? `${display.slice(0, 20).toUpperCase()} display` : '',
      subject.is('maps') ? 'maps' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}
