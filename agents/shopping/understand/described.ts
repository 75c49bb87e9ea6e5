import { padded } from './language.ts';

const LONGEST_HEAD = 4; // words

/** The sentences, lines and points of a description. */
export const linesOf = (description: string): readonly string[] =>
  description.split(/(?<=[.!?])\s+|\n+|[•·▪]/);

/** The line of a list or table of the description that is headed by all that the words leave over: `Thread Count: 400 TC`. */
export const headedLine = (words: readonly string[], description: string): string | undefined =>
  words.length
    ? linesOf(description).find((line) => {
        const [head = '', ...rest] = line.split(':');
        const headed = padded(head).trim().split(' ');
        return (
          rest.join('').trim() !== '' &&
          headed.length <= LONGEST_HEAD &&
          words.every((one) => headed.includes(one))
        );
      })
    : undefined;
