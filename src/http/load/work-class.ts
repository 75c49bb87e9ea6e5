import { isForPrograms, type AskedBy } from '../for-programs.ts';

/**
 * What a request is for, the most urgent first: who pays before who fills a cart, who looks for something before who
 * looks around, people before machines. `passes` costs next to nothing and is never held up.
 */
export const WORK_CLASSES = ['checkout', 'cart', 'search', 'conversation', 'browsing', 'machines'] as const;
export type WorkClass = (typeof WORK_CLASSES)[number];

export interface AskedFor extends AskedBy {
  readonly userAgent: string;
}

const PASSES =
  /^\/(?:livez|healthz|readyz|metrics|theme|_astro\/|look\/|pictures\/photo\/|favicon|robots\.txt)/;
const CHECKOUT = /^\/(?:checkout|order|api\/payments)(?:[/?]|$)/;
const CART =
  /^\/(?:cart|add-together|account|sign-in|track|review|rewards|studio|unsubscribe|api\/cart)(?:[/?]|$)/;
const CONVERSATION = /^\/(?:ask|api\/chat)(?:[/?]|$)/;
/** People ask there by forms, programs by NLWeb (protocols/nlweb). */
const ASK = /^\/ask(?:[?]|$)/;
const SEARCH = /^\/(?:search|api\/suggest)(?:[/?]|$)/;
const FOR_MACHINES =
  /^\/(?:feeds|sitemaps?|sitemap\.xml|llms[\w-]*\.txt|indexnow\.txt|mcp|ucp|acp|api|\.well-known)(?:[/?.]|$)|^[^?]*\.md(?:\?|$)/;
// Those who say what they are; who does not is counted as a person. Heads of names, as crawlers document them.
const CRAWLER =
  /bot[/-]|crawl|spider|slurp|ChatGPT-User|Claude-User|Perplexity|facebookexternalhit|^(?:curl|wget|python-|Go-http|Java\/|okhttp)/i;

/** The class of a request, or `passes`. A checkout that has not begun yet counts as a cart, so that those under way are finished. */
export function workClassOf(asked: AskedFor): WorkClass | 'passes' {
  const { method, url, userAgent } = asked;
  if (PASSES.test(url)) return 'passes';
  if (CHECKOUT.test(url)) return begins(method, url) ? 'cart' : 'checkout';
  if (CART.test(url)) return 'cart';
  if (CRAWLER.test(userAgent.slice(0, MOST_AGENT))) return 'machines';
  if (ASK.test(url) && isForPrograms(asked)) return 'machines';
  if (CONVERSATION.test(url)) return 'conversation';
  if (SEARCH.test(url)) return 'search';
  return FOR_MACHINES.test(url) ? 'machines' : 'browsing';
}

const MOST_AGENT = 300; // characters of the name that are read

const begins = (method: string, url: string): boolean =>
  method === 'GET' && /^\/checkout(?:[?]|\/continue\/|$)/.test(url);
