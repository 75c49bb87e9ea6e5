import { messagesOf } from '#src/messages/messages.ts';
import { LRUCache } from 'lru-cache';
import { NOBODY } from './client.ts';
import { shareOf, type Limited } from './limits.ts';
import { plainPage } from './plain-page.ts';
import type { Asker } from './rate-limit.ts';
import { tokenBucket } from './token-bucket.ts';

const MOST_BUCKETS = 20_000; // addresses and browsers that are remembered; the longest silent is forgotten first
const BURST_SECONDS = 10;
export const WAIT_S = 3;

const buckets = new LRUCache<string, (now: number) => boolean>({ max: MOST_BUCKETS });

/**
 * Whether whoever asks may search once more, by the shares of that name. Counted in this process alone: a look costs
 * less than the row that would count it. `now` is milliseconds of a steady clock. Not counted are the machine itself,
 * and pages made for everybody: who asked for one is counted before it is made (scripts/serve.ts).
 */
export function mayLook(
  name: Extract<Limited, 'search' | 'suggestions'>,
  asker: Asker,
  now: number,
): boolean {
  if (asker.address === NOBODY) return true;
  if (/^(?:127\.|0:0:0:0::\/64$)/.test(asker.address)) return true;
  const { visitor, newcomers, address, perSeconds } = shareOf(name);
  const passes = (who: string, most: number): boolean => {
    const rate = most / perSeconds;
    const bucket = buckets.get(`${name} ${who}`) ?? tokenBucket(Math.max(1, rate * BURST_SECONDS), rate);
    buckets.set(`${name} ${who}`, bucket);
    return bucket(now);
  };
  const own =
    asker.visitor === null
      ? passes(`newcomers ${asker.address}`, newcomers)
      : passes(`visitor ${asker.visitor}`, visitor);
  return own && passes(`address ${asker.address}`, address);
}

/** What a page says to whoever looks too often. */
export const tooManyLooks = (locale: string): Response =>
  plainPage(locale, 429, messagesOf(locale).waits.aMoment, messagesOf(locale).waits.manySearches(WAIT_S), {
    'retry-after': String(WAIT_S),
  });
