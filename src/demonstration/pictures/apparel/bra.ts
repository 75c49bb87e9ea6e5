import { through, trace } from '#src/pictures/drawing/curve.ts';
import { symmetric } from '../strokes/mirror.ts';
import { apart, darker, lineOn } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, path } from '#src/pictures/drawing/svg.ts';

/** A sports bra, laid flat. */
export function drawBra(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const impact = subject.words('impact');
  const words = [impact ? `${impact.slice(0, 20)} impact` : '', weightOf(subject)].filter(Boolean);
  return {
    view: 'Flat lay',
    body: [
      path(
        symmetric(
          trace('400 208, 440 200, 468 100'),
          [[506, 100]],
          trace('512 200, 548 262, 566 280'),
          [[560, 420]],
          [[400, 430]],
        ),
        { fill: darker(main, 0.35) },
      ),
      path(
        symmetric(
          trace('400 262, 444 238, 470 100'),
          [[508, 100]],
          trace('516 210, 566 300'),
          [[562, 440]],
          [[400, 452]],
        ),
        { fill: main },
      ),
      path('M238 404Q400 420 562 404L560 452Q400 466 240 452Z', { fill: accent }),
      path(symmetric(trace('400 262, 444 240, 470 104'), trace('482 104, 460 246, 400 276')), {
        fill: accent,
        width: 1.8,
      }),
      path(
        through(trace('400 278, 396 340, 400 404')) +
          through(trace('300 380, 330 330, 400 312, 470 330, 500 380')),
        { stroke: lineOn(main), width: 1.8 },
      ),
      label([400, 530], words.join(', '), { anchor: 'middle' }),
    ].join(''),
    facts: words,
  };
}
