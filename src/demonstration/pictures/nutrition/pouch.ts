import { apart, lighter, lineOn } from '#src/pictures/drawing/palette.ts';
import { caffeineSign, portionFigures, serving } from './portion.ts';
import { type Drawing, type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { circle, label, n, path, rect } from '#src/pictures/drawing/svg.ts';

const foot = 480;

/** Powder in a stand-up pouch, its size from the net weight, with one scoop before it. */
export function drawPouch(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const size = clamp(Math.cbrt((subject.number('net_weight', 'g') ?? 500) / 700), 0.72, 1.2);
  const [w, h] = [260 * size, 360 * size];
  const [x, y] = [250 - w / 2, foot - h];
  const portion = portionFigures(subject);
  return {
    view: 'Drawing',
    body: [
      path(
        `M${n(x + 10)} ${n(y)}H${n(x + w - 10)}L${n(x + w)} ${n(foot - 34)}Q${n(x + w / 2)} ${n(foot + 22)} ${n(x)} ${n(foot - 34)}Z`,
        { fill: main },
      ),
      path(`M${n(x + 8)} ${n(y + 34)}H${n(x + w - 8)}`, { stroke: lineOn(main), width: 1.8, dash: '6 5' }),
      path(`M${n(x + 1)} ${n(foot - 56)}Q${n(x + w / 2)} ${n(foot - 8)} ${n(x + w - 1)} ${n(foot - 56)}`, {
        stroke: lineOn(main),
        width: 1.8,
      }),
      rect(x + w * 0.16, y + h * 0.24, w * 0.68, h * 0.4, 8, { fill: accent, width: 2 }),
      circle([250, y + h * 0.44], w * 0.16, { fill: lighter(main, 0.3), width: 2 }),
      (subject.number('caffeine', 'mg') ?? 0) > 0 ? caffeineSign([x + w * 0.8, y + h * 0.76], accent) : '',
      path(`M${n(x + w * 0.82)} ${foot - 26}h96l-12 44h-72z`, { fill: '#fbf8f1' }),
      path(`M${n(x + w * 0.82 + 94)} ${foot - 16}h46`, { width: 9 }),
      path(
        `M${n(x + w * 0.82 + 6)} ${foot - 26}Q${n(x + w * 0.82 + 48)} ${foot - 62} ${n(x + w * 0.82 + 90)} ${foot - 26}Z`,
        { fill: lighter(main, 0.5), width: 2 },
      ),
      label([250, 554], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: [...portion.facts, servings(subject, 'servings')].filter(Boolean),
  };
}

const servings = (subject: Subject, what: string): string => {
  const count = subject.number('servings');
  return count === null ? '' : `${n(count)} ${what}`;
};
