import { hours } from '../strokes/battery.ts';
import { cornered, straight, trace } from '#src/pictures/drawing/curve.ts';
import { apart, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { measured } from '../strokes/measured.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { circle, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A massage gun. */
export function drawMassageGun(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const stroke = subject.number('amplitude', 'mm');
  const noise = subject.number('noise', 'dB');
  return {
    view: 'Side view',
    body: [
      path(cornered(trace('290 250, 300 400, 286 520'), trace('384 524, 392 400, 404 260')), {
        fill: shade(main, 0.14),
      }),
      path(
        straight(trace('302 330, 396 330')) +
          straight(trace('300 370, 394 370')) +
          straight(trace('298 410, 390 410')),
        { stroke: lineOn(main), width: 1.8 },
      ),
      path('M236 150H450Q470 150 470 170V244Q470 264 450 264H236Q186 264 186 207Q186 150 236 150Z', {
        fill: main,
      }),
      path('M220 178v58M238 172v70M256 172v70', { stroke: lineOn(main), width: 4 }),
      rect(470, 184, 54, 46, 4, { fill: '#c9ced2' }),
      circle([566, 207], 44, { fill: accent }),
      rect(320, 280, 46, 26, 13, { fill: accent }),
      stroke === null ? '' : measured([566, 276], [566 + stroke * 6, 276], `${n(stroke)} mm stroke`),
      battery === null ? '' : hours(battery, 560, 396, accent, `${n(battery)} h`),
    ].join(''),
    facts: [
      stroke === null ? '' : `${n(stroke)} mm stroke`,
      noise === null ? '' : `${n(noise)} dB`,
      battery === null ? '' : `${n(battery)} h battery`,
      weightOf(subject),
    ].filter(Boolean),
  };
}
