import type { Subject } from '#src/pictures/drawing/subject.ts';
import { n } from '#src/pictures/drawing/svg.ts';

/** A stated weight in grams; empty where none is. */
export const weightOf = (subject: Subject): string => {
  const grams = subject.number('weight', 'g');
  return grams === null ? '' : `${n(grams)} g`;
};
