import { apart, lighter, lineOn } from '#src/pictures/drawing/palette.ts';
import { figuresColumn, portionFigures } from './portion.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** Fizzing tablets: a tube with every tablet of the pack in it, up to thirty a tube. */
export function drawTablets(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const count = clamp(Math.round(subject.number('servings') ?? 20), 1, 120);
  const tubes = Math.min(4, Math.ceil(count / 20));
  const each = Math.ceil(count / tubes);
  const portion = portionFigures(subject);
  const gap = 104;
  const start = 260 - ((tubes - 1) * gap) / 2;
  const step = 280 / Math.max(each, 12);
  const drawn = Array.from({ length: tubes }, (_, tube) => {
    const x = start + tube * gap;
    const here = Math.min(each, count - tube * each);
    const rows = Array.from(
      { length: here },
      (_u, i) => `M${n(x - 28)} ${n(468 - step * (i + 0.5))}h56`,
    ).join('');
    return [
      rect(x - 44, 168, 88, 312, 12, { fill: lighter(main, 0.72) }),
      path(rows, { width: step - 2.5, cap: 'butt' }),
      path(rows, { stroke: main, width: step - 6, cap: 'butt' }),
      rect(x - 49, 116, 98, 52, 10, { fill: accent }),
      path(`M${n(x - 30)} 128v28M${n(x - 10)} 128v28M${n(x + 10)} 128v28M${n(x + 30)} 128v28`, {
        stroke: lineOn(accent),
        width: 1.8,
      }),
    ].join('');
  });
  return {
    view: 'Drawing',
    body: [
      ...drawn,
      label([260, 536], `${count} tablets`, { anchor: 'middle' }),
      figuresColumn(subject),
    ].join(''),
    facts: [`${count} tablets`, ...portion.facts],
  };
}
