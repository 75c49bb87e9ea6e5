import type { StoreWords } from '#src/editorial/schemas.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { SEARCH_AND_USER_AGENTS, TRAINING_AGENTS } from './crawlers.ts';

/** Addresses made for one visitor or endless in number: nothing to index. */
const CLOSED = [
  '/api/',
  '/cart',
  '/checkout',
  '/order/',
  '/track',
  '/account',
  '/your-data',
  '/ask',
  '/search',
];

/**
 * robots.txt: one group for search engines and assistants, one for crawlers that train models, one for all others,
 * each with the merchant's preference (`crawlers` in store.yaml) as Disallow and as Content-Signal. A wish, not a lock.
 */
export function robotsTxt(site: string, crawlers: StoreWords['crawlers']): string {
  const search = crawlers?.search ?? true;
  const training = crawlers?.training ?? false;
  const signal = `Content-Signal: search=${word(search)}, ai-input=${word(search)}, ai-train=${word(training)}`;
  const group = (agents: readonly string[], open: boolean): readonly string[] => [
    ...agents.map((agent) => `User-agent: ${agent}`),
    signal,
    ...(open ? CLOSED.map((path) => `Disallow: ${path}`) : ['Disallow: /']),
    '',
  ];
  return [
    '# Search engines, and assistants that fetch a page for the person who asked',
    ...group(SEARCH_AND_USER_AGENTS, search),
    '# Crawlers that collect text to train models',
    ...group(TRAINING_AGENTS, training),
    '# Everyone else',
    ...group(['*'], search),
    `Sitemap: ${absolute(site, '/sitemap.xml')}`,
    '',
  ].join('\n');
}

/**
 * The same preference as the value of the Content-Usage header that pages carry (IETF AI preferences draft). In
 * robots.txt that name is not yet known to checkers, which then call the file broken.
 */
export const contentUsage = (crawlers: StoreWords['crawlers']): string =>
  `train-ai=${(crawlers?.training ?? false) ? 'y' : 'n'}`;

const word = (yes: boolean): string => (yes ? 'yes' : 'no');
