import { clamp } from '#src/pictures/drawing/subject.ts';
import { label, path } from '#src/pictures/drawing/svg.ts';

/** Hours as a row of cells, each five hours. */
export function hours(value: number, x: number, y: number, fill: string, words: string): string {
  const each = value > 100 ? 50 : value > 20 ? 5 : 1;
  const cells = clamp(Math.round(value / each), 1, 14);
  const d = Array.from({ length: cells }, (_, i) => `M${x + i * 17} ${y}v30`).join('');
  return (
    path(d, { width: 13, cap: 'butt' }) +
    path(d, { stroke: fill, width: 8, cap: 'butt' }) +
    label([x - 6, y + 68], words) +
    label([x - 6, y + 96], `a bar each ${each} h`, { weight: 400, size: 22 })
  );
}
