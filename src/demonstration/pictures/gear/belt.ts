import { cornered, through, trace } from '#src/pictures/drawing/curve.ts';
import { apart, darker, lineOn, shade } from '#src/pictures/drawing/palette.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A belt from the front, with two flasks where it carries water and gel loops where it has them. */
export function drawBelt(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const volume = subject.number('volume', 'ml');
  const loops = clamp(Math.round(subject.number('gel_loops') ?? 0), 0, 10);
  const band = cornered(
    trace('100 236, 250 268, 400 276, 550 268, 700 236'),
    [[704, 276]],
    trace('550 316, 400 324, 250 316, 96 276'),
  );
  const far = through(trace('100 240, 220 206, 400 192, 580 206, 700 240'));
  const flask = (x: number): string =>
    rect(x - 44, 214, 88, 168, 24, { fill: '#dfe6e8' }) +
    rect(x - 20, 178, 40, 38, 8, { fill: accent }) +
    path(`M${x - 52} 300h104l-8 96h-88z`, { fill: shade(main, 0.12) });
  const y = (x: number): number => 300 - ((x - 400) / 300) ** 2 * 44;
  const held = Array.from({ length: loops }, (_, i) => {
    const x = 400 + (i - (loops - 1) / 2) * 74 + (loops % 2 ? 37 : 0) * 0;
    return (
      path(`M${n(x - 11)} ${n(y(x) - 30)}v60M${n(x + 11)} ${n(y(x) - 30)}v60`, { width: 8 }) +
      path(`M${n(x - 11)} ${n(y(x) - 28)}v56M${n(x + 11)} ${n(y(x) - 28)}v56`, { stroke: accent, width: 3.5 })
    );
  });
  return {
    view: 'Front view',
    body: [
      path(far, { width: 30 }) + path(far, { stroke: darker(main, 0.3), width: 24 }),
      path(band, { fill: main }),
      ...held,
      volume === null ? '' : flask(222) + flask(578),
      volume === null
        ? ''
        : rect(320, 258, 160, 84, 14, { fill: shade(main, 0.12) }) +
          path('M340 276H460', { stroke: lineOn(main), width: 4, dash: '2 5' }),
      loops === 0 && volume === null ? rect(340, 262, 120, 76, 14, { fill: accent }) : '',
      label(
        [400, 470],
        [
          volume === null ? '' : `${n(volume)} ml of water`,
          loops ? `${loops} gel loops` : '',
          weightOf(subject),
        ]
          .filter(Boolean)
          .join(', '),
        { anchor: 'middle' },
      ),
    ].join(''),
    facts: [
      volume === null ? '' : `carries ${n(volume)} ml`,
      loops ? `${loops} gel loops` : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}
