import { straight, through } from './curve.ts';
import { apart, lighter, lineOn, shade } from './palette.ts';
import { clamp, type Drawing, type Subject } from './subject.ts';
import { circle, label, n, path, rect, type Point } from './svg.ts';

const DOT = 22; // px between dots

/** One dot a gram, ten a row, filled from below. */
export function gramDots(grams: number, [x, foot]: Point, fill: string): string {
  const count = Math.round(clamp(grams, 0, 120));
  const rows = Math.ceil(count / 5);
  const step = rows > 14 ? (DOT * 14) / rows : DOT;
  const d = Array.from({ length: rows }, (_, row) => {
    const full = Math.min(5, count - row * 5);
    return `M${n(x)} ${n(foot - row * step)}h${n((full - 1) * DOT + 0.1)}`;
  }).join('');
  return (
    path(d, { width: Math.min(17, step - 2.5), dash: `0 ${DOT}` }) +
    path(d, { stroke: fill, width: Math.min(17, step - 2.5) - 4.6, dash: `0 ${DOT}` })
  );
}

/** The figures beside a portion: carbohydrate as dots, protein as a second heap, caffeine and sodium in words. */
export function portionFigures(subject: Subject): {
  readonly body: string;
  readonly facts: readonly string[];
} {
  const carbs = subject.number('carbs', 'g');
  const protein = subject.number('protein', 'g');
  const caffeine = subject.number('caffeine', 'mg');
  const sodium = subject.number('sodium', 'mg');
  const { main } = subject.palette;
  const heaps: string[] = [];
  let x = 524;
  const heap = (grams: number, what: string, fill: string): void => {
    heaps.push(
      gramDots(grams, [x, 440], fill),
      label([x - 8, 486], `${n(grams)} g`, { size: 32 }),
      label([x - 8, 516], what, { weight: 400, size: 22 }),
    );
    x += 150;
  };
  if (carbs !== null && carbs >= 2) heap(carbs, 'carbs', main);
  if (protein !== null && protein >= 10) heap(protein, 'protein', lighter(main, 0.75));
  const minor = [
    caffeine === null ? '' : caffeine > 0 ? `${n(caffeine)} mg caffeine` : 'no caffeine',
    sodium === null || sodium === 0 ? '' : `${n(sodium)} mg sodium`,
  ].filter(Boolean);
  return {
    body:
      heaps.join('') +
      label([512, heaps.length ? 562 : 486], minor[caffeine ? 0 : minor.length - 1] ?? '', {
        weight: heaps.length ? 400 : 600,
        size: 24,
      }),
    facts: [
      carbs === null ? '' : `${n(carbs)} g carbohydrate a serving`,
      protein !== null && protein >= 5 ? `${n(protein)} g protein` : '',
      ...minor,
    ].filter(Boolean),
  };
}

/** A small bolt: the sign for caffeine. */
export const caffeineSign = ([x, y]: Point, fill: string): string =>
  circle([x, y], 27, { fill }) +
  path(
    straight(
      [
        [x + 5, y - 17],
        [x - 11, y + 3],
        [x - 1, y + 3],
        [x - 5, y + 17],
        [x + 11, y - 4],
        [x + 1, y - 4],
      ],
      true,
    ),
    { fill: '#fbf8f1', width: 2 },
  );

/** A gel: one sachet, as tall as its weight makes it, beside its grams of carbohydrate. */
export function drawGel(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const size = clamp(Math.cbrt((subject.number('serving_size', 'g') ?? 40) / 40), 0.7, 1.45);
  const [w, h] = [150 * size, 330 * size];
  const [x, y] = [270 - w / 2, 300 - h / 2];
  const portion = portionFigures(subject);
  const teeth = (at: number, dir: 1 | -1): Point[] =>
    Array.from({ length: 13 }, (_, i): Point => [x + (w * i) / 12, at + (i % 2 ? 5 * dir : 0)]);
  const outline = straight(
    [
      ...teeth(y, -1),
      [x + w, y + 30],
      [x + w - 4, y + h / 2],
      [x + w, y + h - 30],
      ...teeth(y + h, 1).reverse(),
      [x, y + h - 30],
      [x + 4, y + h / 2],
      [x, y + 30],
    ],
    true,
  );
  const detail = { stroke: lineOn(main), width: 1.8 };
  return {
    view: 'Drawing',
    body: [
      path(outline, { fill: main }),
      path(
        straight([
          [x + 1, y + 28],
          [x + w - 1, y + 28],
        ]) +
          straight([
            [x + 1, y + h - 26],
            [x + w - 1, y + h - 26],
          ]),
        detail,
      ),
      path(
        `M${n(x + 3)} ${n(y + h * 0.56)}Q${n(x + w / 2)} ${n(y + h * 0.47)} ${n(x + w - 3)} ${n(y + h * 0.56)}L${n(x + w - 1)} ${n(y + h - 27)}H${n(x + 1)}Z`,
        { fill: accent, width: 2 },
      ),
      path(
        straight([
          [x + w, y + 44],
          [x + w - 22, y + 52],
        ]),
        { ...detail, dash: '4 4' },
      ),
      path(
        through([
          [x + 18, y + 48],
          [x + 22, y + h * 0.3],
          [x + 18, y + h * 0.48],
        ]),
        { ...detail, stroke: shade(main, 0.25), width: 4 },
      ),
      (subject.number('caffeine', 'mg') ?? 0) > 0 ? caffeineSign([x + w / 2, y + h * 0.28], accent) : '',
      label([270, y + h + 46], serving(subject), { anchor: 'middle', weight: 400, size: 24 }),
      portion.body,
    ].join(''),
    facts: portion.facts,
  };
}

export function serving(subject: Subject): string {
  const grams = subject.number('serving_size', 'g');
  const count = subject.number('servings');
  return [count === null ? '' : `${n(count)} ×`, grams === null ? '' : `${n(grams)} g`]
    .filter(Boolean)
    .join(' ');
}

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
