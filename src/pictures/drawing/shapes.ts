import type { Drawing, Subject } from './subject.ts';

/** Drawings that a shop brings for goods of its own. Null where it has none: those get the general picture. */
export interface Shapes {
  draw(subject: Subject): Drawing | null;
  /** Two of its goods in one drawing at one scale. */
  compare(first: Subject, second: Subject): Comparison | null;
}

/** Two products in one drawing. */
export interface Comparison {
  /** Shapes for the sheet. */
  readonly body: string;
  readonly alt: string;
  /** The same for whoever sees it. */
  readonly caption: string;
}
