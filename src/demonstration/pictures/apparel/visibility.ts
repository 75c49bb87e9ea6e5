import { cornered, trace } from '#src/pictures/drawing/curve.ts';
import { symmetric } from '../strokes/mirror.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, line, path } from '#src/pictures/drawing/svg.ts';

/** A hi-vis vest: yoke, side straps, wide reflective bands. */
export function drawVisibility(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  return {
    view: 'Front view',
    body: [
      path(
        symmetric(trace('400 250, 430 180, 446 96'), trace('500 104, 536 190, 524 300, 540 488'), [
          [400, 494],
        ]),
        { fill: main },
      ),
      path('M272 340H528L531 384H269Z', { fill: accent }),
      path(cornered(trace('318 100, 330 230, 316 340'), trace('360 340, 372 240, 352 98')), { fill: accent }),
      path(cornered(trace('482 100, 470 230, 484 340'), trace('440 340, 428 240, 448 98')), { fill: accent }),
      path('M280 362H520', { stroke: '#fbf8f1', width: 5, dash: '2 9' }),
      line([400, 250], [400, 494]),
      path('M262 420h-30v34h28M538 420h30v34h-28', { width: 6 }),
      label([400, 556], [weightOf(subject)].join(''), { anchor: 'middle' }),
    ].join(''),
    facts: [subject.is('reflective') ? 'reflective bands' : '', weightOf(subject)].filter(Boolean),
  };
}
