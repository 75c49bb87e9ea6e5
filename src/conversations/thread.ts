import { z } from 'zod';
import { emptyNeed, type Need } from '#src/search/need.ts';

/** A product that a turn put before the shopper, in the order shown. Facts are read anew when they are needed. */
export interface Shown {
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
}

/** A change of the cart that waits for the shopper to say which variant. */
export interface PendingChoice {
  readonly slug: string;
  readonly quantity: number;
}

/** What a conversation remembers between turns, beside its messages. */
export interface Thread {
  readonly need: Need;
  /** What "the second one" refers to: the products of the last turn that showed any. */
  readonly shown: readonly Shown[];
  /** What "it" refers to. */
  readonly focus: Shown | null;
  /** Every slug ever shown here: ids that later turns may use. */
  readonly seen: readonly string[];
  /** Keys of the clarifying questions already put, so that none is put twice. */
  readonly asked: readonly string[];
  readonly pending: PendingChoice | null;
  /** Which page of the last listing was shown. */
  readonly page: number;
}

export const emptyThread: Thread = {
  need: emptyNeed,
  shown: [],
  focus: null,
  seen: [],
  asked: [],
  pending: null,
  page: 1,
};

const MOST_SEEN = 200; // a long conversation stays small; older slugs must be found again

const limit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('any-of'),
    key: z.string(),
    label: z.string(),
    values: z.array(z.string()),
    negated: z.boolean(),
  }),
  z.object({
    kind: z.literal('range'),
    key: z.string(),
    label: z.string(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    minInclusive: z.boolean(),
    maxInclusive: z.boolean(),
    unit: z.string().nullable(),
  }),
  z.object({ kind: z.literal('flag'), key: z.string(), label: z.string(), value: z.boolean() }),
]);

const need = z.object({
  text: z.string(),
  limits: z.array(limit),
  sort: z.enum(['best', 'price-low', 'price-high', 'rating', 'newest']),
  includeSoldOut: z.boolean(),
  quantity: z.number().nullable(),
  recipient: z.string().nullable(),
});

const shown = z.object({ slug: z.string(), sku: z.string(), title: z.string() });

const thread = z.object({
  need,
  shown: z.array(shown),
  focus: shown.nullable(),
  seen: z.array(z.string()),
  asked: z.array(z.string()),
  pending: z.object({ slug: z.string(), quantity: z.number() }).nullable(),
  page: z.number(),
});

/** Reads what was stored. A thread written by another version that no longer fits starts empty; its messages stay. */
export function threadFrom(stored: unknown): Thread {
  const parsed = thread.safeParse(stored);
  return parsed.success ? (parsed.data as Thread) : emptyThread;
}

/** Remembers what was just shown; the first of them becomes "it" where there is one only. */
export function withShown(before: Thread, products: readonly Shown[]): Thread {
  if (products.length === 0) return before;
  const slugs = products.map((product) => product.slug);
  const seen = [...before.seen.filter((slug) => !slugs.includes(slug)), ...slugs].slice(-MOST_SEEN);
  return { ...before, shown: products, focus: products.length === 1 ? (products[0] ?? null) : null, seen };
}
