/** A word of the index. */
export interface Term {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  /** Its commonest spelling. */
  readonly surface: string;
  /** How it is written, as far as it can be misspelt: in lower case, some of many. */
  readonly forms: readonly string[];
  /** Whether a title holds it. */
  readonly inTitle: boolean;
}

/** What may stand for a word that is not written so in the catalogue, hardly occurs there, or is two words there. */
export interface Corrected {
  /** Best first, at most two. */
  readonly spellings: readonly { readonly known: Term; readonly form: string }[];
  readonly compoundSplit: readonly { readonly word: string; readonly known: Term }[] | null;
  /** The catalogue does not hold the word as it is written: it is read as that. */
  readonly isRead: boolean;
  /** What it is read as is near in meaning, and another thing all the same. */
  readonly isOther?: true;
}
