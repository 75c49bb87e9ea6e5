import { english, padded } from './language.ts';

const { things, people, addressed, between, talking } = english.machine;
const any = (words: readonly string[]): string => `(?:${words.join('|')})`;

/** "Are you even human", "you are robot or what", "robot or person", "am I talking to a bot". */
const ASKS = new RegExp(
  [
    ` ${any(addressed)}(?: ${any(between)})* ${any([...things, ...people])} (?!shop|store|wash|made)`,
    ` ${any(things)} or (?:with |a |an |real )*${any([...people, ...things, 'what', 'not'])} `,
    ` ${any(people)} or (?:with |a |an |real )*${any(things)} `,
    ` ${any(talking)}(?: [a-z]+){0,2} ${any(things)} `,
  ].join('|'),
);
const LONGEST = 14; // words of a question whom one talks to

/** Whether words ask whom they are written to: a person or a program. */
export function asksIfMachine(text: string): boolean {
  const said = padded(text);
  return ASKS.test(said) && said.trim().split(' ').length <= LONGEST;
}
