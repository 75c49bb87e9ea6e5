import { STOP_WORDS } from '#src/language/english/function-words.ts';

/** Where words of a title stand together in what was said. */
export interface Said {
  /** Places in the text, in characters. */
  readonly from: number;
  readonly to: number;
  /** How many words of the title are said there, joining ones left out, and which. */
  readonly words: number;
  readonly held: ReadonlySet<string>;
  /** Whether all of the title is said. */
  readonly isWhole: boolean;
  /** Whether the title's first word is among them. */
  readonly begins: boolean;
}

interface Word {
  readonly form: string;
  readonly from: number;
  readonly to: number;
}

/** The longest run of words in which only words of the title stand, in any order, and words that join; null where there is none. */
export function saidOfTitle(title: string, said: readonly Word[]): Said | null {
  const own = titleForms(title);
  const all = new Set(own);
  const times = Map.groupBy(own, (form) => form);
  let best: Said | null = null;
  for (let at = 0; at < said.length; at++) {
    if (!all.has(said[at]?.form ?? '')) continue;
    const held = new Set<string>();
    const left = new Map([...times].map(([form, some]) => [form, some.length]));
    let last = at;
    for (let next = at; next < said.length; next++) {
      const { form } = said[next] as Word;
      if ((left.get(form) ?? 0) > 0) {
        held.add(form);
        left.set(form, (left.get(form) ?? 0) - 1);
        last = next;
      } else if (!isJoining(form) || all.has(form)) break;
      // The last letter of a code is of it: "GW01I".
      else if ((said[next] as Word).from === said[last]?.to) last = next;
    }
    const length = (said[last] as Word).to - (said[at] as Word).from;
    // "The ash box or the oak ash box": of runs that hold as much the one with least between.
    if (best && (held.size < best.words || (held.size === best.words && length >= best.to - best.from)))
      continue;
    best = {
      from: (said[at] as Word).from,
      to: (said[last] as Word).to,
      words: held.size,
      held,
      isWhole: held.size === all.size,
      begins: held.has(own[0] ?? ''),
    };
  }
  return best;
}

/** The words of a title as they are compared, in order, joining ones left out. */
export const titleForms = (title: string): readonly string[] =>
  saidWords(title)
    .map(({ form }) => form)
    .filter((form) => !isJoining(form));

/** Words and numbers in order: `24pcs` is two, and a plural is its singular. */
export const saidWords = (text: string): readonly Word[] =>
  [...text.slice(0, LONGEST).matchAll(/\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,]\p{N}+)*/gu)].map((found) => ({
    form: formOf(found[0]),
    from: found.index,
    to: found.index + found[0].length,
  }));

const LONGEST = 2_000; // characters of a message

export const formOf = (word: string): string => {
  const lower = word.toLowerCase();
  return lower.length > 3 ? lower.replace(/(?<!s)s$/, '') : lower;
};

const isJoining = (form: string): boolean => STOP_WORDS.has(form);
