/** A word of the index. */
export interface Term {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
}

/** What may stand for a word that hardly occurs. */
export interface Corrected {
  /** Best first, at most two. */
  readonly spellings: readonly Term[];
  readonly compoundSplit: readonly { readonly word: string; readonly known: Term }[] | null;
}
