import type { Score } from '#src/handoff/triggers.ts';
import type { Intent } from '../understand/intent-examples.ts';
import type { CartItem } from './cart-items.ts';
import type { Purpose } from '../understand/purpose.ts';
import type { Frame } from '../understand/understanding.ts';
import type { SubRequest } from '../understand/split-intents.ts';

/** Intents that the shop serves with a verb of its own. */
export const services = [
  'bundle',
  'offers',
  'points',
  'reorder',
  'due',
  'order-status',
  'return-order',
  'order-problem',
  'person',
] as const satisfies readonly Intent[];

export type Service = (typeof services)[number];

/** The id of the rule that hands the turn off to a person. */
export type HandOffReason = string;

/** What is said without being an intent of its own. */
export type Remark =
  'language' | 'code' | 'machine' | 'nothing-shown' | 'no' | 'yes' | 'no-idea' | 'other-size';

/** What to do in this turn, with whom it is about. */
export type Action =
  /** `like`: a product whose kind is looked among. */
  | {
      readonly kind: 'find';
      readonly change: 'refine' | 'replace' | 'start-over';
      readonly page?: number;
      readonly like?: string;
    }
  | {
      readonly kind: 'than';
      readonly slug: string;
      readonly key: string;
      readonly direction: 'less' | 'more';
    }
  | { readonly kind: 'forget'; readonly keys: readonly string[] }
  | {
      readonly kind: 'about';
      readonly slugs: readonly string[];
      readonly question: boolean;
      readonly why: boolean;
    }
  /** Products put aside, with a request relative to one of them: "not the first one, too heavy". */
  | {
      readonly kind: 'reject';
      readonly slugs: readonly string[];
      readonly than: {
        readonly slug: string;
        readonly key: string;
        readonly direction: 'less' | 'more';
      } | null;
    }
  /** The query as it was before the last change. */
  | { readonly kind: 'undo' }
  /** Something the shop does for a customer: a kit, offers, points, orders. */
  | { readonly kind: 'serve'; readonly service: Service }
  /** A product meant by a word such as "the cheaper one", and a new request about it. */
  | { readonly kind: 'variant'; readonly slug: string }
  | { readonly kind: 'compare'; readonly slugs: readonly string[] }
  /** Acts of different kinds in one message, each done in its turn. */
  | { readonly kind: 'frames'; readonly frames: readonly Frame[] }
  /** More than one thing in one message, each answered in its turn. */
  | { readonly kind: 'several'; readonly requests: readonly SubRequest[] }
  /** `question`: the part of the words that asks. `after`: the subject of the turn before, which this one goes on with. */
  | {
      readonly kind: 'content';
      readonly about: 'rules' | 'health' | 'anything';
      readonly question?: string;
      readonly after?: string;
    }
  /** What to buy for a purpose, across kinds of things. */
  | { readonly kind: 'recommend'; readonly purpose: Purpose }
  /** What goes with a product. */
  | { readonly kind: 'together'; readonly slug: string }
  /** What costs less together. */
  | { readonly kind: 'bundles' }
  | { readonly kind: 'shape' }
  | {
      readonly kind: 'cart';
      readonly action: 'add' | 'set' | 'remove';
      readonly slugs: readonly string[];
      /** How many pieces, where the words say it; one is added where they do not. */
      readonly quantity: number | null;
      /** Of several products named, each with its own words. */
      readonly items?: readonly CartItem[];
      /** What was named beside them and is no product of the shop. */
      readonly missing?: readonly string[];
    }
  | { readonly kind: 'view-cart' }
  /** Something the assistant should not deal with alone. */
  | { readonly kind: 'hand-off'; readonly reason: HandOffReason; readonly scores: readonly Score[] }
  | { readonly kind: 'talk'; readonly intent: Intent | Remark };

/** The action's name for traces and evaluation; of a service its own, of acts of different kinds that of several requests. */
export const actionName = (action: Action): string => {
  if (action.kind === 'serve') return action.service;
  return action.kind === 'frames' ? 'several' : action.kind;
};
