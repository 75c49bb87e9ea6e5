import type { Comparison } from '../drawing/shapes.ts';
import type { Subject } from '../drawing/subject.ts';
import { label, line } from '../drawing/svg.ts';
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
      stood(first, one, scale, 60) +
      stood(second, two, scale, 420),
    alt: `Drawing of the ${a.slice(0, 80)} beside the ${b.slice(0, 80)} at one scale: ${one.facts.join(', ')} against ${two.facts.join(', ')}`,
    caption: `${a} and ${b} as plain bodies at one scale: ${one.facts.join(', ')} and ${two.facts.join(', ')}.`,
  };
}

function stood(subject: Subject, size: Size, scale: number, x: number): string {
  const front = frontAt({ x, y: FOOT - TALL, w: WIDE, h: TALL }, scale, size);
  return (
    parcel(subject, front) +
    label([x + WIDE / 2, FOOT + 48], subject.product.title.slice(0, 22), { anchor: 'middle' })
  );
}
