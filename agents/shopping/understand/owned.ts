import { english, says } from './language.ts';

/** A turn parted into what is wanted and what the shopper, or whom it is for, has already. */
export interface Owned {
  readonly rest: string;
  /** Clauses that tell of something there already: "she's got a headlamp". */
  readonly owned: readonly string[];
}

/** Parts the clauses of a turn; a question tells of nothing that is there. */
export function ownedIn(text: string): Owned {
  const clauses = text.split(CLAUSE).filter((clause) => clause.trim());
  const owned = clauses.filter((clause) => !clause.includes('?') && says(clause, english['already there']));
  return owned.length
    ? { rest: clauses.filter((clause) => !owned.includes(clause)).join(', '), owned }
    : { rest: text, owned };
}

const CLAUSE = /(?<=[.!;?])|, | (?:but|so) /i;
