import type { Product } from '#src/catalog/product.ts';
import type { Shown } from '#src/conversations/conversation-state.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { Classifier, Scored } from './intent-classifier.ts';
import type { References } from './references.ts';
import type { SubRequest } from './split-intents.ts';

/** A part of a message that asks for one act. */
export interface Frame {
  readonly text: string;
  readonly understanding: Understanding;
}

/** What was understood of the shopper's words before any model was asked. */
export interface Understanding {
  /** What this turn alone says, as filters and words. */
  readonly parsedQuery: SearchQuery;
  /** Products the words name, such as "the Tarn". */
  readonly named: readonly Product[];
  /** Products the words point at: "the second one", "it", the page the shopper is on. */
  readonly referenced: readonly Shown[];
  /** The one product in view: of the page just opened, spoken of last, or alone in the listing. */
  readonly inView: Product | null;
  readonly references: References;
  readonly intents: readonly [Scored, ...Scored[]];
  /** Scores the intents of any words, a part of the message for instance. */
  readonly classify: Classifier;
  /** The parts of a message that ask for acts of different kinds, each understood by itself; else empty. */
  readonly frames: readonly Frame[];
  /** The sub-requests of a message that has several, else empty. */
  readonly subRequests: readonly SubRequest[];
}
