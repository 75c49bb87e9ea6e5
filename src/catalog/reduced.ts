import { sql, type RawBuilder } from 'kysely';
import type { Money } from '#src/money/money.ts';
import type { Variant } from './product.ts';

/** What the price was before it was reduced; null where it is not: a higher price before is what makes it so. */
export const priceBefore = ({ price, compareAt }: Pick<Variant, 'price' | 'compareAt'>): Money | null =>
  compareAt !== null && compareAt.minor > price.minor ? compareAt : null;

export const isReduced = (variant: Pick<Variant, 'price' | 'compareAt'>): boolean =>
  priceBefore(variant) !== null;

/** Whether row `v` of variant is reduced, as a condition that is never null: the same as `isReduced` asks. */
export const isReducedSql: RawBuilder<boolean> = sql`coalesce(v.compare_at_minor > v.price_minor, false)`;
