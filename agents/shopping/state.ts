import type { Asker } from '#src/http/rate-limit.ts';
import type { CartChange } from '#src/carts/cart-store.ts';
import type { CartLine } from '#src/carts/cart.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Spend } from '#src/conversations/model-spend.ts';
import type { ConversationState, Shown } from '#src/conversations/conversation-state.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Money } from '#src/money/money.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import type { Understanding } from './understand/understanding.ts';
import type { ShoppingParts } from './parts.ts';
import type { Answer } from './tool-results/tool-result.ts';

/** A question that narrows a broad query, with the answers to choose from. */
export interface Question {
  readonly key: string;
  readonly label: string;
  readonly choices: readonly string[];
}

/** One turn of one conversation: what the graph, its tools and its guardrails share. */
export interface Turn {
  readonly db: Database;
  readonly content: Content;
  readonly vocabulary: Vocabulary;
  readonly visitorId: string;
  /** Who asks, for limits. */
  readonly asker: Asker | undefined;
  /** What speaks for a person beside the turn's own words: the cart's worth, and complaints of the last weeks. */
  readonly handOffSignals: { readonly cart: Money | null; readonly complaints: number };
  readonly now: Date;
  readonly currency: string;
  readonly locale: string;
  /** The shopper's words in this turn, as they are read: put into English where the shop speaks another language. */
  readonly text: string;
  /** The same as they were said. */
  readonly said: string;
  /** The shopper's earlier words as they are read, oldest first; numbers in them may be repeated. */
  readonly earlier: readonly string[];
  /** The product page the shopper is on. */
  readonly page: Product | null;
  readonly understanding: Understanding;
  /** Spoken of last, of the page and shown last, in that order; only where the words order something. */
  readonly inView: readonly Product[];
  /** What the cart held when the turn began. */
  readonly held: readonly CartLine[];
  /** The query as the turn began: each of several things in one message starts from it. */
  readonly queryBefore: SearchQuery;
  /** What was on the page as the turn began, in order. */
  readonly shownBefore: readonly Shown[];
  /** Changes as tools run; stored when the turn ends. */
  state: ConversationState;
  /** Slugs and SKUs that tools of this turn have answered with. */
  readonly allowedIds: Set<string>;
  /** Cart changes already made in this turn, by what was asked: a model that asks twice changes once. */
  readonly changes: Map<string, CartChange>;
  /** What was done to the cart in this turn, in order: what is said where the turn breaks off after it. */
  readonly written: WrittenChange[];
  /** The one question put beside the results, with its answers as chips. */
  question: Question | null;
  /** What the shopper has to choose from next: values of an option before something goes into the cart, or kits. */
  choices: readonly string[];
  /** What the shopper named without demanding it, where it would narrow what was found: `Only blue?`. */
  offered: readonly string[];
  /** Whether the words offer a person, whom a chip then calls. */
  offersPerson: boolean;
  /** Whether the shopper sees anything of the answer yet. */
  hasShown: boolean;
  /** Lets turns go first that have shown nothing yet. */
  giveWay(): Promise<void>;
  /** Tool calls that ran in this turn. */
  toolCalls: number;
  answeredBy: 'offline' | 'llm';
  /** Why the offline model took over from the hosted one, or null. */
  fallbackReason: FallbackReason | null;
  /** What the hosted model has cost in this turn. */
  spent: Spend;
}

/** A change of the cart that was made, in words. */
export type WrittenChange = Omit<Extract<Answer<'change_cart'>, { readonly done: string }>, 'cart'>;

/** Out of time, failed, resting after failures, over a cap, not to be understood, in a language that nobody spoke, or calling tools without end. */
export type FallbackReason =
  'slow' | 'left' | 'failed' | 'resting' | 'cap' | 'unclear' | 'language' | 'endless';

/** A part for the page, as tools write it to the run's custom stream. */
export type PartEvent = {
  [Name in keyof ShoppingParts & string]: { readonly part: Name; readonly data: ShoppingParts[Name] };
}[keyof ShoppingParts & string];
