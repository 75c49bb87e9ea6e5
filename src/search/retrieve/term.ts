/** A word of the index. */
export interface KnownWord {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
}

/** What may stand for a word that hardly occurs. */
export interface Mended {
  /** Best first, at most two. */
  readonly spellings: readonly KnownWord[];
  readonly halves: readonly { readonly word: string; readonly known: KnownWord }[] | null;
}
