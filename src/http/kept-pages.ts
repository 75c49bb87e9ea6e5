import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { currentRequest } from '#src/log/request-id.ts';
import { counter, measured } from '#src/metrics/registry.ts';
import { namedTag } from './etag.ts';
import { pageKey, type PageKey } from './page-key.ts';
import { renderApart, type Rendered } from './render-apart.ts';
import { KEPT_ON_304 } from './validators.ts';

export interface KeepSettings {
  /** Most memory that pages take. */
  readonly bytes: number;
  /** The Host that pages are asked for by: no page may depend on the one that somebody sent. */
  readonly host: string;
  /** Whether one more page may be made for who asks; what is in memory is for all. */
  readonly mayRender: (request: IncomingMessage) => boolean;
  /** Answers who may not. */
  readonly refuse: (response: ServerResponse) => void;
  /** What every page is made of as it stands by now; two that are equal make equal pages. */
  readonly version: () => Promise<string>;
  /** The same, asked within the request that renders, before it does. */
  readonly settledVersion: () => Promise<SettledVersion>;
  /** Until when (milliseconds since 1970) the page just rendered holds; null: it is not to be kept. */
  readonly holdsUntil: (request: ReadonlyMap<string, unknown>) => number | null;
}

interface SettledVersion {
  readonly version: string;
  /** Whether all that the version counts can be read; what is rendered otherwise is sent and not kept. */
  readonly isSettled: boolean;
}

interface Page extends Rendered {
  readonly version: string;
  readonly until: number;
  readonly route: string | null;
}

interface Rendering {
  /** Null where nobody else may have the page. */
  readonly version: Promise<string | null>;
  readonly page: Promise<Page>;
}

const OVERHEAD = 2_000; // bytes of a page beside its body: headers, key, bookkeeping
const PART = 16; // no page takes more than this part of the memory

/**
 * Answers pages for everybody from memory before Astro is asked, and keeps what `pages` answers. A kept page serves while
 * the version stands that was read after the request came; so a change shows at the next request, whoever made it. Those
 * who ask for a page while it is rendered wait for that one rendering.
 */
export function keepPages(pages: RequestListener, settings: KeepSettings): RequestListener {
  const kept = new LRUCache<string, Page>({
    maxSize: settings.bytes,
    maxEntrySize: Math.ceil(settings.bytes / PART),
    sizeCalculation: ({ body }, key) => body.byteLength + key.length + OVERHEAD,
  });
  const renderings = new Map<string, Rendering>();
  const counted = counter('kept_pages_total', 'Pages for everybody, by where they came from.', ['from']);
  measured('gauge', 'kept_pages_bytes', 'Memory that kept pages take.', () => kept.calculatedSize);

  /** What is in memory for that name, or is being rendered, as things stand by now; null: neither is. */
  async function known(name: string): Promise<Page | null> {
    if (!kept.has(name) && !renderings.has(name)) return null; // whoever renders reads the version
    const version = await settings.version();
    const page = kept.get(name);
    if (page?.version === version && Date.now() < page.until) {
      counted.add(['memory']);
      return page;
    }
    for (let running = renderings.get(name); running;) {
      if ((await running.version) === version) {
        counted.add(['rendering']);
        return running.page;
      }
      const next = renderings.get(name); // another may have begun meanwhile to render what stands now
      if (next === running) break;
      running = next;
    }
    return null;
  }

  /** Null where none is in memory and none may be made. */
  async function pageOf(key: PageKey, request: IncomingMessage): Promise<Page | null> {
    const name = `${key.coding ?? ''} ${key.accept} ${key.url}`;
    const page = await known(name);
    if (page) return page;
    if (!settings.mayRender(request)) return null;
    counted.add(['render']);
    const reading = settings.settledVersion();
    const version = reading.then(({ version, isSettled }) => (isSettled ? version : null));
    version.catch(() => {}); // the page itself fails by it
    const rendering: Rendering = { version, page: render() };
    renderings.set(name, rendering);
    return rendering.page.finally(() => {
      if (renderings.get(name) === rendering) renderings.delete(name);
    });

    async function render(): Promise<Page> {
      const { version, isSettled } = await reading;
      const rendered = await renderApart(pages, key, {
        host: settings.host,
        'x-request-id': String(request.headers['x-request-id'] ?? ''),
        'user-agent': request.headers['user-agent'] ?? '', // by which crawlers wait for people; no page reads it
      });
      const own = currentRequest();
      const until = isSettled && isForAll(rendered) ? settings.holdsUntil(own?.kept ?? new Map()) : null;
      const page = { ...rendered, version, until: until ?? 0, route: own?.route ?? null };
      if (until !== null) kept.set(name, page);
      return page;
    }
  }

  return (request, response) => {
    const key = pageKey(request);
    if (!key) return pages(request, response);
    pageOf(key, request).then(
      (page) => (page ? send(page, request, response) : settings.refuse(response)),
      () => pages(request, response), // as it would have been without this: a page that says what is wrong
    );
  };
}

/** The answer itself says whether it is for everybody. */
const isForAll = ({ status, headers }: Rendered): boolean =>
  status === 200 && String(headers['cache-control']).startsWith('public') && !headers['set-cookie'];

function send(page: Page, request: IncomingMessage, response: ServerResponse): void {
  const own = currentRequest();
  if (own) own.route ??= page.route;
  const { status, headers, body } = page;
  const tag = namedTag(request.headers['if-none-match'] ?? null, String(headers['etag'] ?? ''));
  if (status === 200 && headers['etag'] && tag) {
    response.writeHead(304, { ...pick(headers, KEPT_ON_304), etag: tag }).end();
    return;
  }
  const { 'x-request-id': _, ...others } = headers;
  response.writeHead(status, { ...others, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const pick = (headers: OutgoingHttpHeaders, names: readonly string[]): OutgoingHttpHeaders =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
