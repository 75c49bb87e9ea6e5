import type { UIMessage } from 'ai';

/*
 * What the conversation puts on the page beside words: one type a part, sent as `data-…` parts of the AI SDK's UI
 * message stream. Every fact in them was read from rows in this turn; the page prints them as they are.
 */

/** A product as a card shows it. Money is ready to print; the page computes nothing. */
export interface ProductCard {
  readonly slug: string;
  readonly sku: string;
  readonly href: string;
  readonly title: string;
  readonly brand: string | null;
  /** `$149`, or `from $149` where variants differ. */
  readonly price: string;
  readonly compareAt: string | null;
  readonly availability: string;
  readonly available: boolean;
  /** The one variant the card stands for: `US M 9 / Ember`; what there is to choose from where `choose` is set. */
  readonly variant: string;
  /** The link that takes the place of "Add to cart" while an option is undecided: `Choose size and color`; else null. */
  readonly choose: string | null;
  /** Address of an SVG or photograph of the product. */
  readonly image: string;
  readonly imageAlt: string;
  /** Why it is here, one short line, or null. */
  readonly reason: string | null;
  /** For near products: what it breaks, in words: `$14 over $120`. */
  readonly breaks: readonly string[];
  /** Why it stands in its place, line by line: shown where the page is asked for it with `?why`. */
  readonly why?: readonly string[];
}

export interface CompareTable {
  readonly products: readonly ProductCard[];
  /** One row an attribute; `null` where the merchant states nothing (shown as "not stated"). */
  readonly rows: readonly {
    readonly label: string;
    readonly values: readonly (string | null)[];
    readonly differs: boolean;
  }[];
}

export interface CartView {
  readonly lines: readonly {
    readonly sku: string;
    readonly title: string;
    readonly variant: string;
    readonly href: string;
    readonly quantity: number;
    readonly price: string;
    readonly total: string;
  }[];
  readonly count: number;
  readonly subtotal: string;
  /** From the goods to what is to be paid, each with how it comes about. */
  readonly sum: readonly { readonly label: string; readonly detail: string; readonly amount: string }[];
}

/** What the shop knows of one thing, such as an order or points, line by line. */
export interface FactsView {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** Where there is more, and what to call the way there; null where there is not. */
  readonly link: { readonly label: string; readonly href: string } | null;
}

/** Something to click next: `ask` sends the text as the shopper's next turn, `go` opens a page. */
export interface Chip {
  readonly kind: 'ask' | 'go';
  readonly label: string;
  readonly value: string;
}

/** A filter understood in this turn, with the text to send that takes it away. */
interface FilterChip {
  readonly label: string;
  readonly remove: string;
}

interface SourcePassage {
  readonly title: string;
  readonly href: string;
  readonly quote: string;
}

/** A type alias and not an interface: only that fits the AI SDK's record of data parts without an index signature. */
export type ShoppingParts = {
  products: {
    readonly title: string;
    readonly cards: readonly ProductCard[];
    readonly total: number;
    readonly href: string | null;
    /** From 1, where one message asks for several things and each has its own cards. */
    readonly group?: number;
  };
  near: { readonly title: string; readonly cards: readonly ProductCard[]; readonly group?: number };
  compare: CompareTable;
  cart: CartView;
  facts: FactsView;
  need: { readonly chips: readonly FilterChip[] };
  /** With the question they answer, where one was put. */
  chips: { readonly title?: string; readonly chips: readonly Chip[] };
  sources: { readonly passages: readonly SourcePassage[] };
  /** How this answer differs from others, in a sentence: who gave it. */
  note: { readonly text: string };
  /** Whose words follow: a person of the team wrote them. */
  person: { readonly name: string };
  /** The conversation was handed off to a person: when and how the answer comes. */
  handoff: { readonly text: string };
  /** Transient: what is being done now, in words for the status line: `Looking through 92 products`. */
  status: { readonly text: string };
  /** Transient: the conversation's id and that of this answer, first in every stream. */
  conversation: { readonly id: string; readonly run: string };
};

/** Parts of one id replace each other; the groups of one message stand side by side. */
export const partId = (name: string, data: unknown): string => {
  const group = (data as { readonly group?: number } | null)?.group;
  return group ? `group-${group}` : name;
};

export type ShoppingMessage = UIMessage<{ model: 'offline' | 'llm' }, ShoppingParts>;

export type Part = ShoppingMessage['parts'][number];

/** The words of a message, without its data. */
export const textOf = (parts: readonly Part[]): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ');
