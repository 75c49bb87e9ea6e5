import { apart, lineOn } from '#src/pictures/drawing/palette.ts';
import { figuresColumn, portionFigures } from './portion.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { label, path, rect } from '#src/pictures/drawing/svg.ts';

/** Capsules: a jar and a row of what one is. */
export function drawCapsules(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const count = clamp(Math.round(subject.number('servings') ?? 60), 1, 240);
  const shown = Math.min(count, 120);
  const capsules = Array.from(
    { length: Math.ceil(shown / 10) },
    (_, row) => `M166 ${452 - row * 21}h${(Math.min(10, shown - row * 10) - 1) * 21 + 0.1}`,
  ).join('');
  return {
    view: 'Drawing',
    body: [
      rect(138, 176, 244, 304, 34, { fill: '#fbf8f1' }),
      path(capsules, { width: 16, dash: '0 21' }),
      path(capsules, { stroke: accent, width: 10, dash: '0 21' }),
      rect(150, 108, 220, 66, 12, { fill: accent }),
      path('M180 122v38M220 122v38M260 122v38M300 122v38M340 122v38', { stroke: lineOn(accent), width: 1.8 }),
      label([260, 536], `${count} capsules`, { anchor: 'middle' }),
      figuresColumn(subject),
    ].join(''),
    facts: [`${count} capsules`, ...portionFigures(subject).facts],
  };
}
