import type { Comparison } from '../drawing/shapes.ts';
import type { Subject } from '../drawing/subject.ts';
import { roundStep, ticks } from '../drawing/ruler.ts';
import { label, line, n } from '../drawing/svg.ts';
import { frontAt, scaleIn } from './body.ts';
import { parcel } from './general-picture.ts';
import { type Size, sizeOf } from './size.ts';

const FOOT = 450;
const WIDE = 320;
const TALL = 390;
const MOST_APART = 12; // times: beyond it the smaller one is a dot

/** Two products of stated size as plain bodies on one ground at one scale; null where a size is missing or they are too far apart. */
export function sideBySide(first: Subject, second: Subject): Comparison | null {
  const [one, two] = [sizeOf(first), sizeOf(second)];
  if (!one?.hasUnit || !two?.hasUnit) return null;
  const scales = [scaleIn(WIDE, TALL, one), scaleIn(WIDE, TALL, two)];
  const scale = Math.min(...scales);
  if (Math.max(...scales) / scale > MOST_APART) return null;
  const [a, b] = [first.product.title, second.product.title];
  return {
    body:
      line([40, FOOT], [760, FOOT], { width: 1.6 }) +
      ruler(Math.max(one.height.length, two.height.length), scale) +
      stood(first, one, scale, 60) +
      stood(second, two, scale, 420),
    alt: `Drawing of the ${a.slice(0, 80)} beside the ${b.slice(0, 80)} at one scale: ${one.facts.join(', ')} against ${two.facts.join(', ')}`,
    caption: `${a} and ${b} as plain bodies at one scale: ${one.facts.join(', ')} and ${two.facts.join(', ')}.`,
  };
}

/** A scale of that many mm, upright at the left, and what its marks stand for. */
function ruler(tall: number, scale: number): string {
  const step = roundStep(tall, tall * scale);
  const words = step < 10 ? `${n(step)} mm` : step < 1000 ? `${n(step / 10)} cm` : `${n(step / 1000)} m`;
  return (
    ticks([40, FOOT], [40, FOOT - tall * scale], tall, step, -1) +
    label([40, FOOT + 112], `a mark each ${words}`, { weight: 400, size: 24 })
  );
}

function stood(subject: Subject, size: Size, scale: number, x: number): string {
  const front = frontAt({ x, y: FOOT - TALL, w: WIDE, h: TALL }, scale, size);
  return (
    parcel(subject, front) +
    label([x + WIDE / 2, FOOT + 48], cut(subject.product.title), { anchor: 'middle' })
  );
}

const cut = (title: string): string => (title.length > 22 ? `${title.slice(0, 21).trimEnd()}…` : title);
