import type { IncomingMessage } from 'node:http';
import { wishedCoding } from './negotiate-coding.ts';
import { prefersMarkdown } from './negotiate.ts';
import { isPersonal } from './visitor.ts';

/** Everything that a page for everybody may depend on besides the shop itself: it is rendered from these alone. */
export interface PageKey {
  /** Path and query. */
  readonly url: string;
  readonly accept: 'text/html' | 'text/markdown';
  readonly coding: 'br' | 'gzip' | null;
}

const MOST_LETTERS = 1_000; // no address of the shop's own is longer, and an invented one shall not fill the memory
/**
 * Pages that read nothing of who asks, their Markdown twins, and the lists for machines. Not /rewards, which tells how
 * often an offer can still be used: that changes with every order that takes it.
 */
const KEPT =
  /^\/(?:(?:p|c|guides|policies|best|bundles|compare|kits)(?:\/.*)?|sitemaps\/.*|(?:search|products|faq|glossary|proof|index)?(?:\.md)?|llms(?:-full)?\.txt|robots\.txt|sitemap\.xml)$/;
/** Where somebody came from, as campaigns write it: no page reads it. */
const TRACKING = /^(?:utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|mc_[ce]id|ttclid|igshid)$/;

/**
 * By what the answer to that request is kept; null where it has to be made for this request: it changes something, it
 * comes from a browser that the shop knows, or the page is of another kind.
 */
export function pageKey({ method, url = '', headers }: IncomingMessage): PageKey | null {
  if ((method !== 'GET' && method !== 'HEAD') || url.length > MOST_LETTERS) return null;
  if (headers.cookie && isPersonal(headers.cookie)) return null;
  if (headers.authorization || headers.range) return null;
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  if (!KEPT.test(path)) return null;
  return {
    url: at < 0 ? url : path + withoutTracking(url.slice(at + 1)),
    accept: prefersMarkdown(headers.accept ?? null) ? 'text/markdown' : 'text/html',
    coding: wishedCoding(String(headers['accept-encoding'] ?? '')),
  };
}

function withoutTracking(query: string): string {
  const left = query.split('&').filter((field) => !TRACKING.test(field.split('=', 1)[0] ?? ''));
  return left.length > 0 && query ? `?${left.join('&')}` : '';
}
