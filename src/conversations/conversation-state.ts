import { z } from 'zod';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';

/** A product that a turn put before the shopper, in the order shown. Facts are read anew when they are needed. */
export interface Shown {
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
}

/** A change of the cart that waits for the shopper to say which variant. */
interface PendingChoice {
  readonly slug: string;
  readonly quantity: number;
  /** What there is to choose from. */
  readonly choices: readonly string[];
  /** What was said of it so far: "lemon" holds while the pack is asked for. */
  readonly words: string;
}

/** What a conversation remembers between turns, beside its messages. */
export interface ConversationState {
  readonly query: SearchQuery;
  /** What "the second one" refers to: the products of the last turn that showed any. */
  readonly shown: readonly Shown[];
  /** What "it" refers to. */
  readonly focus: Shown | null;
  /** Every slug ever shown here: ids that later turns may use. */
  readonly seen: readonly string[];
  /** Keys of the clarifying questions already put, so that none is put twice. */
  readonly asked: readonly string[];
  readonly pending: PendingChoice | null;
  /** The product page of the last turn, by its address. */
  readonly at: string | null;
  /** What of the rules of buying was asked last, where the last turn asked of them: `shipping`. */
  readonly topic: string | null;
  /** Which page of the last listing was shown. */
  readonly page: number;
  /** What the shopper put aside, and why in their words: not shown again until the shopper starts over. */
  readonly rejected: readonly Rejected[];
  /** What stood before each change, the latest last, for "undo that". */
  readonly trail: readonly Before[];
  /** What it is for: `birthday`, `wedding`. */
  readonly occasion: string | null;
  /** The kit last put together: what was wished for, so that a part can be swapped. */
  readonly kit: KitMemory | null;
  /** Turns in a row that missed: nothing known, or the shopper said so. */
  readonly misses: number;
  /** SKU of the cart's line that the last turn wrote; null where it wrote none. */
  readonly wrote: string | null;
}

/** A kit's request, its goal empty while none is chosen; the budget in minor units of the shop's currency. */
export interface KitMemory {
  readonly goal: string;
  readonly budget: number | null;
  readonly sizes: Readonly<Record<string, string>>;
  readonly owned: readonly string[];
  readonly without: readonly string[];
  readonly swaps: Readonly<Record<string, string>>;
}

export interface Before {
  readonly query: SearchQuery;
  readonly rejected: readonly Rejected[];
}

interface Rejected {
  readonly slug: string;
  readonly title: string;
  readonly why: string | null;
}

export const emptyState: ConversationState = {
  query: emptyQuery,
  shown: [],
  focus: null,
  seen: [],
  asked: [],
  pending: null,
  at: null,
  topic: null,
  page: 1,
  rejected: [],
  trail: [],
  occasion: null,
  kit: null,
  misses: 0,
  wrote: null,
};

const MOST_REJECTED = 30;
const MOST_TRAIL = 6;
const MOST_SEEN = 200; // a long conversation stays small; older slugs must be found again

const filter = z.discriminatedUnion('kind', [
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

const query = z.object({
  text: z.string(),
  filters: z.array(filter),
  // A query kept by an earlier version has none.
  preferences: z.array(filter).default([]),
  sort: z.enum(['best', 'price-low', 'price-high', 'rating', 'newest']),
  includeSoldOut: z.boolean(),
  quantity: z.number().nullable(),
  recipient: z.string().nullable(),
});

const shown = z.object({ slug: z.string(), sku: z.string(), title: z.string() });

const rejected = z.object({ slug: z.string(), title: z.string(), why: z.string().nullable() });

const state = z.object({
  query,
  shown: z.array(shown),
  focus: shown.nullable(),
  seen: z.array(z.string()),
  asked: z.array(z.string()),
  pending: z
    .object({
      slug: z.string(),
      quantity: z.number(),
      choices: z.array(z.string()).default([]),
      words: z.string().default(''),
    })
    .nullable(),
  page: z.number(),
  at: z.string().nullable().default(null),
  topic: z.string().nullable().default(null),
  // States kept by an earlier version hold none of these.
  rejected: z.array(rejected).default([]),
  trail: z.array(z.object({ query, rejected: z.array(rejected) })).default([]),
  occasion: z.string().nullable().default(null),
  kit: z
    .object({
      goal: z.string(),
      budget: z.number().nullable(),
      sizes: z.record(z.string(), z.string()),
      owned: z.array(z.string()),
      without: z.array(z.string()),
      swaps: z.record(z.string(), z.string()),
    })
    .nullable()
    .default(null),
  misses: z.number().default(0),
  wrote: z.string().nullable().default(null),
});

/** Reads what was stored. A state written by another version that no longer fits starts empty; its messages stay. */
export function stateFrom(stored: unknown): ConversationState {
  const parsed = state.safeParse(stored);
  return parsed.success ? (parsed.data as ConversationState) : emptyState;
}

/** Remembers what was just shown; the first of them becomes "it" where there is one only. */
export function withShown(before: ConversationState, products: readonly Shown[]): ConversationState {
  if (products.length === 0) return before;
  const slugs = products.map((product) => product.slug);
  const seen = [...before.seen.filter((slug) => !slugs.includes(slug)), ...slugs].slice(-MOST_SEEN);
  return { ...before, shown: products, focus: products.length === 1 ? (products[0] ?? null) : null, seen };
}

/** Remembers that the shopper does not want these, and why. */
export const withRejected = (
  before: ConversationState,
  products: readonly Shown[],
  why: string | null,
): ConversationState => {
  const slugs = products.map(({ slug }) => slug);
  const others = before.rejected.filter(({ slug }) => !slugs.includes(slug));
  return {
    ...before,
    focus: before.focus && slugs.includes(before.focus.slug) ? null : before.focus,
    rejected: [...others, ...products.map(({ slug, title }) => ({ slug, title, why }))].slice(-MOST_REJECTED),
  };
};

/** The state as it is now, with what stood before it on its trail; as it is where nothing changed. */
export const withTrail = (now: ConversationState, before: Before): ConversationState =>
  JSON.stringify([now.query, now.rejected]) === JSON.stringify([before.query, before.rejected])
    ? now
    : {
        ...now,
        trail: [...now.trail, { query: before.query, rejected: before.rejected }].slice(-MOST_TRAIL),
      };

/** The state as it stood before the last change; as it is where nothing was changed. */
export const withoutLastChange = (now: ConversationState): ConversationState => {
  const before = now.trail.at(-1);
  return before ? { ...now, ...before, trail: now.trail.slice(0, -1) } : now;
};
