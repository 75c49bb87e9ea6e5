import { cornered, trace } from '#src/pictures/drawing/curve.ts';
import { ribs, temperature } from '../strokes/garment-marks.ts';
import { apart } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, path, rect } from '#src/pictures/drawing/svg.ts';

/** A pair of gloves, laid flat. */
export function drawGloves(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const glove = (tip: string): string =>
    [
      path(
        cornered(
          trace('196 470, 202 380, 180 300, 150 250'),
          trace('146 222, 172 214, 206 254, 218 272'),
          trace('222 150, 240 132, 256 150, 260 244'),
          trace('268 118, 288 100, 306 118, 304 244'),
          trace('316 130, 334 114, 350 132, 344 254'),
          trace('362 180, 378 168, 390 186, 382 290, 362 380, 366 470'),
        ),
        { fill: main },
      ),
      path(`M222 176Q240 156 258 176L256 150Q240 122 222 150Z`, { fill: tip, width: 2 }),
      rect(188, 436, 186, 60, 10, { fill: accent }),
      ribs('M216 442v48M246 442v48M276 442v48M306 442v48M346 442v48', accent),
    ].join('');
  const words = [weightOf(subject), ...temperature(subject)].filter(Boolean);
  return {
    view: 'Flat lay',
    body:
      `<g transform="translate(24 0)">${glove(accent)}</g><g transform="matrix(-1 0 0 1 776 0)">${glove(accent)}</g>` +
      label([400, 560], words.join(', '), { anchor: 'middle' }),
    facts: [...words, subject.is('windproof') ? 'windproof' : ''].filter(Boolean),
  };
}
