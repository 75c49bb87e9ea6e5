import { shopKey } from '../agents/shop-key.ts';
import type { Counter } from './ask.ts';
import { profileOf } from './profile.ts';
import { CURRENT, type Release } from './releases.ts';

const KEPT_S = 300;

/** The shop's profile: of a release by itself, or the current one with where the others are. */
export async function answerProfile(counter: Counter, leaf: Release | null): Promise<Response> {
  const { db, content, site, payment } = counter;
  const key = await shopKey(db);
  const profile = profileOf({ site, content, payment, key, isRoot: leaf === null }, leaf ?? CURRENT);
  return new Response(JSON.stringify(profile, null, 2), {
    headers: {
      'content-type': 'application/json',
      'cache-control': `public, max-age=${KEPT_S}`,
      'access-control-allow-origin': '*',
    },
  });
}
