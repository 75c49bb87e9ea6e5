import { longstride } from '#src/demonstration/pictures/longstride.ts';
import type { Shapes } from './drawing/shapes.ts';

/** Drawings for goods of their own, asked before the general picture; the one place where any are named. */
export const shapesInUse: readonly Shapes[] = [longstride];
