import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { readOutside } from '#src/http/post-outside.ts';

const MOST_BYTES = 32_000;
const WITHIN_MS = 3_000;
const KEPT_MS = 300_000;

const documentSchema = z.looseObject({
  client_id: z.string(),
  client_name: z.string().trim().min(1).max(200).optional(),
  redirect_uris: z.array(z.string().max(2_000)).min(1).max(20),
  token_endpoint_auth_method: z.string().optional(),
});

/** A program as its own document describes it. */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

const kept = new LRUCache<string, Client>({ max: 500, ttl: KEPT_MS });

/**
 * The program whose metadata document stands at that address (OAuth Client ID Metadata Document); null where there is
 * none that names itself so, or it wants to prove itself by a secret. Hosts of the internet only unless `anyHost`.
 */
export async function clientOf(id: string, anyHost: boolean): Promise<Client | null> {
  const url = URL.parse(id);
  if (!url || !isDocumentUrl(url, id, anyHost)) return null;
  const known = kept.get(id);
  if (known) return known;
  const text = await readOutside(url, MOST_BYTES, { anyHost, withinMs: WITHIN_MS }).catch(() => null);
  const parsed = documentSchema.safeParse(text === null ? null : jsonOf(text));
  if (!parsed.success || parsed.data.client_id !== id) return null;
  const { client_name: name = url.host, redirect_uris: redirectUris } = parsed.data;
  if ((parsed.data.token_endpoint_auth_method ?? 'none') !== 'none') return null;
  const client = { id, name: name.replace(/[\p{C}\s]+/gu, ' ').slice(0, 80), redirectUris };
  kept.set(id, client);
  return client;
}

/** A document has a path, and its address is written in one way only. */
const isDocumentUrl = (url: URL, id: string, anyHost: boolean): boolean =>
  url.href === id &&
  (url.protocol === 'https:' || (anyHost && url.protocol === 'http:')) &&
  url.pathname !== '/' &&
  !url.hash &&
  !url.username &&
  !url.password;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether that client is led back there: letter by letter, but for the port of a program on the person's own machine (RFC 8252, 7.3). */
export function mayLeadBack({ redirectUris }: Client, asked: string): boolean {
  const url = URL.parse(asked);
  if (!url || url.hash) return false;
  const isLoopback = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' && !isLoopback) return false;
  return redirectUris.some((uri) => {
    if (uri === asked) return true;
    const registered = isLoopback ? URL.parse(uri) : null;
    if (!registered) return false;
    registered.port = url.port;
    return registered.href === url.href;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
