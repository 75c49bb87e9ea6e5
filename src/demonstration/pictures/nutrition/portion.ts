import { straight } from '#src/pictures/drawing/curve.ts';
import { lighter } from '#src/pictures/drawing/palette.ts';

import { type Subject, clamp } from '#src/pictures/drawing/subject.ts';
import { type Point, circle, label, n, path } from '#src/pictures/drawing/svg.ts';

/** Sodium as the large figure, where carbohydrate says little. */
export function figuresColumn(subject: Subject): string {
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

const DOT = 22; // px between dots

/** One dot a gram, ten a row, filled from below. */
function gramDots(grams: number, [x, foot]: Point, fill: string): string {
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

export function serving(subject: Subject): string {
  const grams = subject.number('serving_size', 'g');
  const count = subject.number('servings');
  return [count === null ? '' : `${n(count)} ×`, grams === null ? '' : `${n(grams)} g`]
    .filter(Boolean)
    .join(' ');
}
