import { ResourceTemplate, ResourceNotFoundError, type McpServer } from '@modelcontextprotocol/server';
import type { Content } from '#src/editorial/content.ts';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { decodedPath } from '#src/http/decoded-path.ts';
import { suggest } from '#src/search/suggest.ts';
import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { CARDS_TYPE, CARDS_URI, cardsMeta, cardsPage } from './product-cards.ts';

const MARKDOWN = 'text/markdown';
const MINUTE_MS = 60_000;
const MOST_SUGGESTED = 20;

interface Named {
  readonly path: string;
  readonly name: string;
  readonly about: string;
}

/** The pages of words, which are few; products and shelves are found by their templates. */
function wordPages(content: Content): readonly Named[] {
  const { store, policies, guides, kits, faqs, glossary, bundles, program } = content;
  return [
    { path: '/', name: store.name, about: store.description },
    ...policies.map(({ slug, words }) => ({
      path: `/policies/${slug}`,
      name: words.title,
      about: words.summary,
    })),
    ...(faqs.length ? [{ path: '/faq', name: 'Questions and answers', about: 'What people ask.' }] : []),
    ...guides.map(({ slug, words }) => ({
      path: `/guides/${slug}`,
      name: words.title,
      about: words.description,
    })),
    ...kits.map(({ slug, words }) => ({ path: `/kits/${slug}`, name: words.title, about: 'A kit.' })),
    ...(bundles.length
      ? [{ path: '/bundles', name: 'Bundles', about: 'What costs less together, with the arithmetic.' }]
      : []),
    ...(program ? [{ path: '/rewards', name: program.words.name, about: program.words.summary }] : []),
    ...(glossary ? [{ path: '/glossary', name: 'Glossary', about: 'The words of the specifications.' }] : []),
  ];
}

/** Mounts the pages of the shop as Markdown under their own addresses, and the page that shows products as cards. */
export function mountResources(server: McpServer, shop: Shop): void {
  const { db } = shop;
  const content = shop.content.current();
  const site = shop.environment.SITE_URL;
  const cacheHint = { ttlMs: MINUTE_MS, cacheScope: 'public' as const };
  const read = async (uri: URL) => {
    const path = decodedPath(uri.pathname);
    const text =
      uri.origin === site && !uri.search
        ? await markdownPage({ db, content, site, now: new Date() }, path)
        : null;
    if (text === null) throw new ResourceNotFoundError(uri.href);
    return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text }] };
  };
  for (const { path, name, about } of wordPages(content))
    server.registerResource(
      name,
      absolute(site, path),
      { title: name, description: about, mimeType: MARKDOWN, cacheHint },
      read,
    );
  const slug = async (prefix: string) =>
    (await suggest(db, content, prefix)).flatMap((one) => /^\/p\/([^/?]+)/.exec(one.href)?.[1] ?? []);
  server.registerResource(
    'product',
    new ResourceTemplate(`${site}/p/{slug}`, {
      list: undefined,
      complete: { slug: async (prefix) => (await slug(prefix)).slice(0, MOST_SUGGESTED) },
    }),
    {
      title: 'A product',
      description: 'All that the shop states about it: price, stock, delivery, returns.',
      mimeType: MARKDOWN,
    },
    read,
  );
  for (const [room, about] of [
    ['c', 'A category with its products'],
    ['compare', 'Two products side by side: their slugs with -vs- between'],
    ['best', 'What the shop has for a use'],
  ] as const)
    server.registerResource(
      `page of ${room}`,
      new ResourceTemplate(`${site}/${room}/{+slug}`, { list: undefined }),
      { title: about, description: `${about}.`, mimeType: MARKDOWN },
      read,
    );
  server.registerResource(
    'product cards',
    CARDS_URI,
    { title: 'Product cards', description: 'Shows what a tool found.', mimeType: CARDS_TYPE, cacheHint },
    () => ({
      contents: [
        { uri: CARDS_URI, mimeType: CARDS_TYPE, text: cardsPage(site, content), _meta: cardsMeta(site) },
      ],
    }),
  );
}
