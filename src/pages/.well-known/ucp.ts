import type { APIRoute } from 'astro';
import { answerProfile } from '#src/protocols/ucp/answer-profile.ts';
import { counterOf } from '#src/protocols/ucp/counter.ts';
import { shop } from '#src/shop.ts';

/** What other people's agents can do here (Universal Commerce Protocol). */
export const GET: APIRoute = async () => answerProfile(counterOf(await shop()), null);
