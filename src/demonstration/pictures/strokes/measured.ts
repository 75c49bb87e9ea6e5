import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Point, label, n } from '#src/pictures/drawing/svg.ts';

/** A span with its figure, upright at the left of the span or below a level one. */
export function measured(a: Point, b: Point, words: string): string {
  const upright = Math.abs(a[0] - b[0]) < Math.abs(a[1] - b[1]);
  const mid: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return (
    span(a, b, 2.4) +
    (upright
      ? label([mid[0] - 18, mid[1] + 9], words, { anchor: 'end' })
      : label([mid[0], Math.max(a[1], b[1]) + 40], words, { anchor: 'middle' }))
  );
}

export const CM = 11; // px a centimetre, the same for rollers, sticks and balls

/** A ruler of that many cm with its figure below. */
export const bottomRuler = (x: number, cm: number, y: number, scale = CM): string =>
  ticks([x, y], [x + cm * scale, y], cm, 1, 1) +
  span([x, y], [x + cm * scale, y]) +
  label([x, y + 54], `${n(cm)} cm`, { size: 32 });
