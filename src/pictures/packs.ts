import { straight } from './curve.ts';
import { apart, darker, lighter, lineOn, shade } from './palette.ts';
import { caffeineSign, portionFigures, serving } from './sachets.ts';
import { clamp, type Drawing, type Subject } from './subject.ts';
import { circle, label, n, path, rect } from './svg.ts';

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

/** Sodium as the large figure, where carbohydrate says little. */
function figuresColumn(subject: Subject): string {
  const sodium = subject.number('sodium', 'mg');
  if (sodium === null) return portionFigures(subject).body;
  const bars = Array.from(
    { length: Math.min(16, Math.round(sodium / 50)) },
    (_, i) => `M540 ${430 - i * 18}h90`,
  ).join('');
  return (
    path(bars, { width: 11, cap: 'butt' }) +
    path(bars, { stroke: lighter(subject.palette.main, 0.1), width: 6.5, cap: 'butt' }) +
    label([536, 486], `${n(sodium)} mg`, { size: 32 }) +
    label([536, 516], 'sodium in one', { weight: 400, size: 22 })
  );
}

/** A bar, half out of its wrapper. */
export function drawBar(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const size = clamp(Math.cbrt((subject.number('serving_size', 'g') ?? 50) / 50), 0.8, 1.25);
  const w = 170 * size;
  const [x, y] = [260 - w / 2, 110];
  const grain = [
    [0.2, 0.2],
    [0.6, 0.14],
    [0.8, 0.3],
    [0.35, 0.38],
    [0.7, 0.46],
    [0.18, 0.52],
    [0.5, 0.26],
    [0.46, 0.55],
  ] as const;
  const teeth = Array.from(
    { length: 11 },
    (_, i) => [x - 12 + ((w + 24) * i) / 10, 272 + (i % 2 ? 14 : 0)] as const,
  );
  const portion = portionFigures(subject);
  return {
    view: 'Drawing',
    body: [
      rect(x, y, w, 240, 18, { fill: main }),
      ...grain.map(([a, b], i) =>
        circle([x + w * a, y + 190 * b + 12], 6 + (i % 3) * 3, {
          fill: i % 2 ? lighter(main, 0.35) : darker(main, 0.3),
          width: 1.8,
        }),
      ),
      path(straight([...teeth, [x + w + 12, 474], [x - 12, 474]], true), { fill: accent }),
      path(
        straight([
          [x - 12, 452],
          [x + w + 12, 452],
        ]),
        { stroke: lineOn(accent), width: 1.8 },
      ),
      rect(x + 14, 326, w - 28, 76, 6, { fill: shade(accent, 0.1), width: 2 }),
      label([260, 536], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: portion.facts,
  };
}
