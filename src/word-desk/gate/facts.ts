import type { Product } from '#src/catalog/product.ts';

/** The rows that words are held against. */
export interface Facts {
  /** The product whose words these are; null for words about anything else. */
  readonly own: Product | null;
  /** Products that the words name, by address. */
  readonly named: readonly Product[];
  readonly currency: string;
  /** Days in which a return may start; null where the shop says nothing. */
  readonly returnDays: number | null;
  readonly returnsAreFree: boolean | null;
  /** Every amount of the policies, offers and the program, as `4.90 USD`. */
  readonly amounts: ReadonlySet<string>;
  /** Published reviews of those products, as they were written. */
  readonly reviews: readonly string[];
}

/** A sentence that says otherwise than a row, or promises what nobody can. */
export interface Contradiction {
  readonly kind: 'price' | 'stock' | 'measure' | 'contents' | 'return' | 'promise' | 'review';
  readonly sentence: string;
  /** What the row says, or why it cannot be said. */
  readonly row: string;
}

export type Rule = (
  sentence: { readonly text: string; readonly about: readonly Product[] },
  facts: Facts,
) => readonly Omit<Contradiction, 'sentence'>[];
