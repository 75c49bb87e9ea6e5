import { hours } from '../strokes/battery.ts';
import { straight, through, trace } from '#src/pictures/drawing/curve.ts';
import { lighter } from '#src/pictures/drawing/palette.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A headlamp and its beam: the wider, the brighter. */
export function drawHeadlamp(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = subject.palette.accent;
  const lumen = subject.number('brightness', 'lm');
  const runtime = subject.number('runtime', 'h');
  const spread = 40 + Math.sqrt(clamp(lumen ?? 300, 20, 2000)) * 4.6;
  const k = clamp(Math.cbrt((subject.number('weight', 'g') ?? 90) / 90), 0.8, 1.3);
  const band = through(trace('300 236, 180 190, 96 236, 110 330, 200 368, 300 322'));
  return {
    view: 'Side view',
    body: [
      path(
        straight(
          [
            [360, 280],
            [760, 280 - spread],
            [760, 280 + spread],
          ],
          true,
        ),
        { fill: accent, stroke: accent, width: 1 },
      ),
      path(straight(trace('360 280, 760 280')), { width: 1.6, dash: '2 8' }),
      path(band, { width: 34 }) +
        path(band, { stroke: main, width: 28 }) +
        path(band, { stroke: lighter(main, 0.3), width: 2, dash: '6 8' }),
      subject.is('rear_light') ? rect(76, 246, 34, 70, 10, { fill: '#b8402f' }) : '',
      rect(268, 280 - 62 * k, 74 * k, 124 * k, 18, { fill: main }),
      path(
        straight(
          [
            [268 + 74 * k, 280 - 40 * k],
            [268 + 104 * k, 280 - 48 * k],
            [268 + 104 * k, 280 + 48 * k],
            [268 + 74 * k, 280 + 40 * k],
          ],
          true,
        ),
        { fill: '#fbf8f1' },
      ),
      rect(286, 280 - 74 * k, 34, 14, 5, { fill: accent }),
      lumen === null ? '' : label([770, 290], `${n(lumen)} lm`, { anchor: 'end', size: 36 }),
      runtime === null ? '' : hours(runtime, 130, 436, accent, `${n(runtime)} h`),
      label([770, 504], weightOf(subject), { anchor: 'end', weight: 400 }),
    ].join(''),
    facts: [
      lumen === null ? '' : `${n(lumen)} lm`,
      runtime === null ? '' : `${n(runtime)} h runtime`,
      subject.is('rear_light') ? 'rear light' : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}
