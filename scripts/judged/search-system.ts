/** One way to search the documents. */
export interface SearchSystem {
  readonly name: string;
  /** Builds the index; what it returns is said beside its name. */
  index(progress: (done: number, of: number) => void): Promise<string>;
  /** Document ids, best first, at most `DEPTH`. */
  search(text: string): Promise<readonly string[]>;
  /** Bytes of the index on disk; null where it lives in memory only. */
  size(): Promise<number | null>;
}

export const DEPTH = 100;
