import { createHmac, timingSafeEqual } from 'node:crypto';
import { TryLater, WrongKey } from './connector.ts';

const WITHIN_MS = 30_000;
const MOST_WAIT_S = 3_600;

export interface Answered {
  readonly body: unknown;
  readonly header: (name: string) => string | null;
}

/** Asks another shop, and answers what it said as JSON. Throws TryLater, or WrongKey, in words for the merchant. */
export async function askPlatform(who: string, url: string, init: RequestInit): Promise<Answered> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (cause) {
    throw new TryLater(`${who} does not answer.`, 0, cause);
  }
  const { status, headers } = response;
  const text = await response.text().catch((cause: unknown) => {
    throw new TryLater(`${who} stopped in the middle of its answer.`, 0, cause);
  });
  if (status === 401 || status === 403)
    throw new WrongKey(`${who} does not take the key (${status}). Look at its rights, and make a new one.`);
  if (status === 429 || status >= 500) {
    const wait = Number(headers.get('retry-after') ?? 0);
    const afterS = Number.isFinite(wait) ? Math.min(Math.max(0, wait), MOST_WAIT_S) : 0;
    throw new TryLater(`${who} asks to be asked later (${status}).`, afterS);
  }
  if (!response.ok) throw new Error(`${who} answered ${status}: ${text.slice(0, 300)}`);
  try {
    return { body: JSON.parse(text), header: (name) => headers.get(name) };
  } catch (cause) {
    throw new TryLater(`${who} answered something that is not JSON.`, 0, cause);
  }
}

/** Whether that signature is over the body as it came: HMAC-SHA-256 in base64, as both platforms send it. */
export function isSignature(secret: string | undefined, body: string, given: string | null): boolean {
  if (!secret || !given) return false;
  const wanted = createHmac('sha256', secret).update(body).digest();
  const had = Buffer.from(given, 'base64');
  return had.length === wanted.length && timingSafeEqual(had, wanted);
}
