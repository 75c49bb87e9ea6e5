/*
 * Which statements an engine keeps prepared, so that they are parsed and planned once a connection. Both engines: what
 * comes a second time, the latest few hundred, and nothing so long that it was made for one use.
 */

const MOST_KEPT = 300; // statements of a connection; each holds a plan
const LONGEST_KEPT = 60_000; // characters

/** Scripts and commands cannot be prepared, or are not worth it. */
export const isOneStatement = (sql: string, parameters: readonly unknown[]): boolean =>
  parameters.length > 0 || /^\s*select\b[^;]*$/i.test(sql);

/** The statements that one connection keeps, by their text. */
export class KeptStatements<Kept> {
  #seen = new Map<string, Kept | null>();

  /** What is kept for a text; null where it comes for the first time or is too long to be worth it. */
  for(sql: string, keep: () => Kept): Kept | null {
    if (sql.length > LONGEST_KEPT) return null;
    const known = this.#seen.get(sql);
    this.#seen.delete(sql);
    const kept = known ?? (known === null ? keep() : null);
    this.#seen.set(sql, kept);
    return kept;
  }

  /** Forgets a text, and answers what was kept for it. */
  forget(sql: string): Kept | null {
    const kept = this.#seen.get(sql) ?? null;
    this.#seen.delete(sql);
    return kept;
  }

  forgetAll(): void {
    this.#seen.clear();
  }

  /** Forgets the text that was not asked for longest where there are too many, and answers what was kept for it. */
  forgetOldest(): Kept | null {
    if (this.#seen.size <= MOST_KEPT) return null;
    const [oldest] = this.#seen.keys();
    return oldest === undefined ? null : this.forget(oldest);
  }
}
