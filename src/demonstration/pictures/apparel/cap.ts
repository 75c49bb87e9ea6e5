import { cornered, through, trace } from '#src/pictures/drawing/curve.ts';
import { reflectors } from '../strokes/garment-marks.ts';
import { apart, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { span } from '#src/pictures/drawing/ruler.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { circle, group, label, n, path } from '#src/pictures/drawing/svg.ts';

/** A cap from the side. */
export function drawCap(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const brim = subject.number('brim', 'cm');
  const detail = { stroke: lineOn(main), width: 1.8 };
  const body = [
    path(cornered(trace('478 372, 560 366, 660 388, 706 420'), trace('700 430, 600 418, 470 404')), {
      fill: accent,
    }),
    path(
      cornered(
        trace('196 404, 186 300, 232 206, 330 156, 430 170, 488 250, 500 392'),
        trace('350 412, 196 404'),
      ),
      { fill: main },
    ),
    path(
      through(trace('330 157, 350 270, 346 406')) +
        through(trace('330 157, 250 250, 240 402')) +
        through(trace('196 378, 340 386, 500 368')),
      detail,
    ),
    path(cornered(trace('370 200, 430 196, 470 260'), trace('474 340, 372 348, 370 200')), {
      ...detail,
      stroke: shade(main, 0.3),
      dash: '0 11',
      width: 5,
    }),
    circle([330, 157], 9, { fill: accent, width: 2 }),
    subject.is('reflective') ? reflectors([[230, 330]]) : '',
    brim === null
      ? ''
      : span([500, 462], [700, 462], 2.4) + label([600, 502], `${n(brim)} cm brim`, { anchor: 'middle' }),
  ];
  const words = [
    weightOf(subject),
    subject.number('upf') === null ? '' : `UPF ${n(subject.number('upf') ?? 0)}`,
  ].filter(Boolean);
  return {
    view: 'Side view',
    body: group(body.join('')) + label([190, 502], words.join(', ')),
    facts: [brim === null ? '' : `${n(brim)} cm brim`, ...words].filter(Boolean),
  };
}
