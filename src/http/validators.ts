import { entityTag, namedTag } from './etag.ts';
import { answerChanged } from './last-modified.ts';
import { isPersonal } from './visitor.ts';
import { answerOf, wholeBody } from './whole-body.ts';

const TAGGED = /^(?:text\/(?:html|markdown|plain|xml)|application\/(?:xml|rss\+xml|json|ld\+json))\b/;
export const KEPT_ON_304 = [
  'cache-control',
  'content-location',
  'date',
  'etag',
  'expires',
  'last-modified',
  'link',
  'vary',
];

/**
 * Gives a page its cache rules, a strong entity tag and the date of the newest it was made from, and answers 304 where the client has it already. A tag the
 * answer carries stands and its body is not read, so a long stream stays one; other bodies are hashed as a whole.
 * Only whole answers (200) to GET and HEAD are touched.
 */
export async function withValidators(request: Request, response: Response): Promise<Response> {
  if (response.status !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return response;
  const { headers } = response;
  const type = headers.get('content-type') ?? '';
  if (!headers.has('etag') && !TAGGED.test(type)) return response;
  if (!headers.has('cache-control')) headers.set('cache-control', cacheRules(request, response));
  if (headers.get('cache-control')?.includes('no-store')) return response;
  const known = () => namedTag(request.headers.get('if-none-match'), headers.get('etag') ?? '');
  if (headers.has('etag')) {
    const tag = known();
    return tag ? notModified(response, tag) : response;
  }
  const body = await wholeBody(response);
  headers.set('etag', entityTag(body));
  const changed = answerChanged();
  if (changed) headers.set('last-modified', changed.toUTCString());
  const tag = known();
  if (tag) return notModified(response, tag);
  return answerOf(body, { status: response.status, statusText: response.statusText, headers });
}

/** A page made for one browser (its cart, its theme) may be kept by that browser alone; all others by anyone who asks again. */
function cacheRules(request: Request, response: Response): string {
  return isPersonal(request.headers.get('cookie') ?? '') || response.headers.has('set-cookie')
    ? 'private, no-cache'
    : 'public, max-age=0, must-revalidate';
}

/** The 304 carries the tag that the client holds: that of the coding it was served in. */
function notModified(response: Response, tag: string): Response {
  void response.body?.cancel().catch(() => {});
  const headers = new Headers();
  for (const name of KEPT_ON_304) {
    const value = response.headers.get(name);
    if (value) headers.set(name, value);
  }
  headers.set('etag', tag);
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return new Response(null, { status: 304, headers });
}

/** Adds a field name to Vary without repeating it. */
export function varyBy(headers: Headers, name: string): void {
  const named = (headers.get('vary') ?? '').split(',').map((one) => one.trim());
  if (named.includes('*') || named.some((one) => one.toLowerCase() === name.toLowerCase())) return;
  headers.set('vary', [...named.filter(Boolean), name].join(', '));
}
