import type { Product } from '#src/catalog/product.ts';
import type { ReturnsPolicy } from './policies.ts';

/** What holds when one product comes back. */
export interface ReturnsOf {
  readonly takesBack: 'any' | 'unused' | 'never';
  /** What is said of it beside the days; null where it comes back like everything else. */
  readonly says: string | null;
  /** Days from delivery; 0 where it does not come back. */
  readonly windowDays: number;
  readonly isFree: boolean;
}

/** The policy as it holds for one product: a rule that names it, else that of its deepest shelf, else the policy itself. */
export function returnsOf(
  policy: ReturnsPolicy,
  { slug, categorySlugs }: Pick<Product, 'slug' | 'categorySlugs'>,
): ReturnsOf {
  const rules = policy.rules ?? [];
  const rule =
    rules.find(({ products }) => products?.includes(slug)) ??
    categorySlugs
      .toReversed()
      .map((shelf) => rules.find(({ categories }) => categories?.includes(shelf)))
      .find(Boolean);
  const takesBack = policy.windowDays === 0 ? 'never' : (rule?.takesBack ?? 'any');
  return {
    takesBack,
    says: rule?.says ?? null,
    windowDays: takesBack === 'never' ? 0 : policy.windowDays,
    isFree: policy.fee === 'free',
  };
}
