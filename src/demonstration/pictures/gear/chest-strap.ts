import { hours } from '../strokes/battery.ts';
import { straight, through, trace } from '#src/pictures/drawing/curve.ts';
import { apart, lighter, shade } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A heart-rate strap with its pod. */
export function drawChestStrap(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const band = through(trace('150 250, 400 310, 650 250'));
  const far = through(trace('150 250, 96 200, 220 140, 400 124, 580 140, 704 200, 650 250'));
  return {
    view: 'Front view',
    body: [
      path(far, { width: 40 }) + path(far, { stroke: shade(main, 0.25), width: 34 }),
      path(band, { width: 72 }) + path(band, { stroke: main, width: 66 }),
      path(through(trace('170 262, 400 318, 630 262')), {
        stroke: lighter(main, 0.3),
        width: 2,
        dash: '6 8',
      }),
      rect(318, 268, 164, 84, 42, { fill: accent }),
      path(straight(trace('346 310, 378 310, 392 286, 410 334, 422 310, 454 310')), {
        stroke: '#fbf8f1',
        width: 5,
      }),
      battery === null ? '' : hours(battery, 300, 420, accent, `${n(battery)} h`),
    ].join(''),
    facts: [battery === null ? '' : `${n(battery)} h battery`, weightOf(subject)].filter(Boolean),
  };
}
