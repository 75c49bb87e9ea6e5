import { cornered, through, trace } from '#src/pictures/drawing/curve.ts';
import { reflectors, temperature } from '../strokes/garment-marks.ts';
import { apart, lineOn } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** Arm sleeves or gaiters: a pair of fabric tubes. */
export function drawTubes(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const gaiter = /gaiter/.test(`${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase());
  const tube = gaiter
    ? path(
        cornered(
          trace('210 180, 216 300, 160 420'),
          trace('260 446, 372 452, 404 430'),
          trace('360 300, 356 180'),
        ),
        { fill: main },
      ) +
      rect(202, 156, 162, 34, 10, { fill: accent }) +
      path('M160 420Q280 470 404 430', { stroke: lineOn(main), width: 1.8, dash: '6 5' }) +
      path('M388 424l26 14', { width: 8 }) +
      (subject.is('reflective') ? reflectors([[284, 320]]) : '')
    : path(cornered(trace('226 110, 222 260, 250 480'), trace('336 480, 356 280, 366 110')), { fill: main }) +
      rect(218, 96, 156, 34, 10, { fill: accent }) +
      rect(246, 462, 94, 26, 8, { fill: accent }) +
      path(through(trace('296 140, 290 300, 294 452')), { stroke: lineOn(main), width: 1.8, dash: '6 5' }) +
      (subject.is('reflective') ? reflectors([[320, 430]]) : '');
  const words = [
    subject.number('pairs') === 1 ? '1 pair' : '',
    weightOf(subject),
    subject.number('upf') === null ? '' : `UPF ${n(subject.number('upf') ?? 0)}`,
    ...temperature(subject),
  ].filter(Boolean);
  return {
    view: 'Flat lay',
    body:
      tube +
      `<g transform="matrix(-1 0 0 1 800 0)">${tube}</g>` +
      label([400, 560], words.join(', '), { anchor: 'middle' }),
    facts: words,
  };
}
