import { apart, lighter, lineOn } from '#src/pictures/drawing/palette.ts';
import { caffeineSign, portionFigures, serving } from './portion.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { label, path, rect } from '#src/pictures/drawing/svg.ts';

/** A bag of chews: the pieces of one serving lie before it. */
export function drawChews(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const portion = portionFigures(subject);
  const pieces = Array.from(
    { length: 6 },
    (_, i) => [150 + (i % 3) * 76 + (i > 2 ? 38 : 0), 386 + Math.floor(i / 3) * 60] as const,
  );
  return {
    view: 'Drawing',
    body: [
      path('M150 120H382L372 240L390 400H142L160 240Z', { fill: main }),
      path('M153 152H379', { stroke: lineOn(main), width: 1.8, dash: '6 5' }),
      rect(186, 196, 160, 110, 10, { fill: accent, width: 2 }),
      (subject.number('caffeine', 'mg') ?? 0) > 0 ? caffeineSign([266, 251], main) : '',
      ...pieces.map(
        ([x, y]) =>
          rect(x, y, 58, 46, 13, { fill: lighter(main, 0.25) }) +
          path(`M${x + 14} ${y + 12}h18`, { stroke: '#fbf8f1', width: 4 }),
      ),
      label([266, 554], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: portion.facts,
  };
}
