import { hours } from '../strokes/battery.ts';
import { cornered, through, trace } from '#src/pictures/drawing/curve.ts';
import { apart } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** Open-ear headphones: two hooks and a neck band. */
export function drawHeadphones(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const battery = subject.number('battery_life', 'h');
  const wire = through(trace('270 290, 232 220, 262 150, 310 146'));
  const neck = through(trace('262 330, 250 420, 330 470, 400 474, 470 470, 550 420, 538 330'));
  const side = [
    path(wire, { width: 17 }) + path(wire, { stroke: main, width: 11 }),
    path(cornered(trace('252 280, 286 268, 340 296, 348 330'), trace('330 356, 262 348, 246 312, 252 280')), {
      fill: main,
    }),
    rect(300, 300, 44, 38, 16, { fill: accent }),
  ].join('');
  return {
    view: 'Front view',
    body: [
      path(neck, { width: 15 }) + path(neck, { stroke: main, width: 9 }),
      side + `<g transform="matrix(-1 0 0 1 800 0)">${side}</g>`,
      battery === null ? '' : hours(battery, 620, 230, accent, `${n(battery)} h`),
      label([400, 540], weightOf(subject), { anchor: 'middle', weight: 400 }),
    ].join(''),
    facts: [battery === null ? '' : `${n(battery)} h battery`, weightOf(subject)].filter(Boolean),
  };
}
