import type { Product, Variant } from '#src/catalog/product.ts';
import type { KitRole, KitWords } from '#src/editorial/kit-schema.ts';
import type { Money } from '#src/money/money.ts';

export interface KitRequest {
  /** The kit's slug. */
  readonly goal: string;
  /** All of it together costs at most this; null for no limit. */
  readonly budget: Money | null;
  /** By kind of size as the kit names it: `{ shoe: 'US M 9', clothing: 'M' }`. */
  readonly sizes?: Readonly<Record<string, string>>;
  /** Roles the shopper has already. */
  readonly owned?: readonly string[];
  /** Roles the shopper wants filled by a product of their choice: `{ shoes: 'peat-claw' }`. */
  readonly swaps?: Readonly<Record<string, string>>;
  /** Optional roles the shopper does not want. */
  readonly without?: readonly string[];
}

export interface KitItem {
  readonly role: KitRole;
  readonly product: Product;
  readonly variant: Variant;
  readonly why: string;
  /** Whether a size has still to be chosen; the price is that of the variant shown. */
  readonly sizeOpen: boolean;
  /** What could stand in its place with everything else as it is, best first. */
  readonly alternatives: readonly KitAlternative[];
}

interface KitAlternative {
  readonly product: Product;
  readonly variant: Variant;
  /** What the whole kit costs more with it, in minor units; negative for less. */
  readonly moreMinor: number;
}

export interface LeftOut {
  readonly role: KitRole;
  readonly because: 'owned' | 'not-wanted' | 'nothing-in-stock' | 'budget' | 'does-not-fit';
  readonly reason: string;
}

export interface Kit {
  readonly ok: true;
  readonly slug: string;
  readonly words: KitWords;
  readonly items: readonly KitItem[];
  readonly leftOut: readonly LeftOut[];
  readonly total: Money;
  /** What is left of the budget; null where there is none. */
  readonly left: Money | null;
  /** False only where the search was cut off. */
  readonly exact: boolean;
}

export type KitRefusal =
  | { readonly ok: false; readonly refusal: 'unknown-kit'; readonly reason: string }
  | { readonly ok: false; readonly refusal: 'bad-wish'; readonly reason: string }
  | {
      readonly ok: false;
      readonly refusal: 'nothing-for-role';
      readonly role: KitRole;
      readonly reason: string;
    }
  | {
      readonly ok: false;
      readonly refusal: 'budget-too-small';
      /** What the cheapest whole kit costs. */
      readonly least: Money;
      readonly reason: string;
    }
  | { readonly ok: false; readonly refusal: 'nothing-fits'; readonly reason: string };
