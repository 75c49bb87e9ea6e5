import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Turn } from '../state.ts';
import type { Scored } from '../understand/intent-classifier.ts';
import type { Intent } from '../understand/intent-examples.ts';
import { english, says } from '../understand/language.ts';
import { mayName, namesAny } from '../understand/wish-words.ts';
import type { Action } from './action.ts';

/** What the rules for an action look at, worked out once. */
export interface TurnReading {
  readonly turn: Turn;
  /** The intent that scored most. */
  readonly top: Scored;
  /** The score of any of these intents. */
  readonly score: (...names: readonly Intent[]) => number;
  /** Slugs of the products the words name. */
  readonly spoken: readonly string[];
  /** Slugs of the products the words point at. */
  readonly referenced: readonly string[];
  /** Those named, else those pointed at. */
  readonly about: readonly string[];
  /** The one product in view. */
  readonly here: string | undefined;
  /** Whether the words hold filters, a kind of thing among them. */
  readonly substance: boolean;
}

export function readTurn(turn: Turn): TurnReading {
  const { understanding } = turn;
  const { parsedQuery, intents } = understanding;
  const spoken = understanding.named.map((product) => product.slug);
  const referenced = understanding.referenced.map((product) => product.slug);
  return {
    turn,
    top: intents[0],
    score: (...names) =>
      intents.filter((one) => names.includes(one.intent)).reduce((sum, one) => sum + one.score, 0),
    spoken,
    referenced,
    about: spoken.length ? spoken : referenced,
    here: understanding.inView?.slug,
    substance: parsedQuery.filters.length > 0 || categoryOf(parsedQuery) !== null,
  };
}

/** Whether the turn wants something done, which comes before anything it compares. */
export const changesSomething = (intent: Intent): boolean =>
  ['cart-add', 'cart-remove', 'cart-set', 'cart-view', 'forget', 'start-over'].includes(intent);

/** Whether the words point at one thing without saying which. */
export const refersToOne = ({ understanding, text }: Turn): boolean =>
  understanding.references.it || says(text, english['that one']);

/** An answer from what the shop has written. */
export const contentAction = (intent: Intent): Action => ({
  kind: 'content',
  about: intent === 'policy' ? 'rules' : intent === 'health' ? 'health' : 'anything',
});

const LEAST_FIRM = 0.2; // of words that say more of the same: below it they are words of any turn

/** Refining keeps what was said; another category, or new words that name a thing, replaces it. */
export function changeOf(turn: Turn, soundsLikeRefining: boolean): 'refine' | 'replace' {
  const { parsedQuery: parsed } = turn.understanding;
  const { query } = turn.state;
  if (query.text === '' && query.filters.length === 0) return 'replace';
  const to = categoryOf(parsed);
  if (to !== null)
    return to === categoryOf(query) ||
      (soundsLikeRefining && to.split('/')[0] === categoryOf(query)?.split('/')[0])
      ? 'refine'
      : 'replace';
  if (!namesAny(parsed.text)) return 'refine';
  const [top] = turn.understanding.intents;
  const isEvidentlyMore = top.intent === 'refine' && top.own > 0 && top.firm >= LEAST_FIRM;
  const namesThing = parsed.thing !== undefined && mayName(parsed.thing);
  return soundsLikeRefining && (isEvidentlyMore || !namesThing) ? 'refine' : 'replace';
}
