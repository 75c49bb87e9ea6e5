import cluster from 'node:cluster';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Environment } from '#src/environment.ts';
import { holdsUntil } from '#src/database/changes.ts';
import { openAssets } from '#src/http/assets.ts';
import { withPatience } from '#src/database/patience.ts';
import { clientsBehind, isHost, type ClientOf } from '#src/http/client.ts';
import { guards } from '#src/http/guards.ts';
import { keepPages, type KeepSettings } from '#src/http/kept-pages.ts';
import { mayLook, tooManyLooks } from '#src/http/local-limits.ts';
import { inOrder } from '#src/http/load/in-order.ts';
import { measureRequests } from '#src/http/measure-requests.ts';
import { readableAddress } from '#src/http/readable-address.ts';
import { log } from '#src/log/log.ts';
import { pageVersion, settledPageVersion } from '#src/page-data/page-version.ts';
import { shop } from '#src/shop.ts';

const HTTPS_ONLY = 'max-age=31536000'; // of this name only: those below it are not the shop's to judge
const FINISH_WITHIN_MS = 5_000;
const MOST_HEADER_BYTES = 64 * 1024; // an address with a pasted page in it is still a question; what follows its beginning is not read

/** The port or host cannot be listened on; the message is for the person who starts the shop. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/**
 * Serves the built pages: Astro's own handler, with the same guards on files as on pages, and style sheets and
 * scripts packed. Answers a function that lets open requests finish and then ends. Throws CannotListen.
 */
export async function serve(
  pages: RequestListener,
  client: string,
  settings: Pick<Environment, 'HOST' | 'PORT' | 'SITE_URL' | 'TRUSTED_PROXIES' | 'PAGE_CACHE_MB'>,
): Promise<() => Promise<void>> {
  const answerAsset = await openAssets(client);
  const ordered = inOrder(pages); // a page from memory costs too little to wait for its turn
  const clientOf = clientsBehind(settings);
  const answerPage =
    settings.PAGE_CACHE_MB > 0 ? keepPages(ordered, await keeping(settings, clientOf)) : ordered;
  let hasWarned = false;
  const listener = measureRequests((request, response) => {
    if (request.url) request.url = readableAddress(request.url);
    for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
    const asker = clientOf(request.socket.remoteAddress, (name) => request.headers[name]);
    if (asker.isSecure) response.setHeader('strict-transport-security', HTTPS_ONLY);
    if (request.headers['x-forwarded-for'] && !asker.isProxied && !hasWarned) {
      hasWarned = true;
      log().warn(
        { peer: asker.address },
        'X-Forwarded-For is not believed. If that is your proxy, name it in TRUSTED_PROXIES: else limits count all shoppers as one',
      );
    }
    const [host, another] = request.headersDistinct['host'] ?? []; // none in HTTP/1.0 only: Node refuses others
    if (another !== undefined || (host !== undefined && !isHost(host))) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('The Host header names no host.\n');
      return;
    }
    if (!answerAsset(request, response)) withPatience('browsing', () => answerPage(request, response));
  });
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, listener);
  await listen(server, settings.HOST, settings.PORT);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS).unref();
    });
}

const SEARCHES = /^\/(?:search\b|c\/[^?]*\?)/; // a filtered shelf is one too

async function keeping(
  settings: Pick<Environment, 'SITE_URL' | 'PAGE_CACHE_MB'>,
  clientOf: ClientOf,
): Promise<KeepSettings> {
  const opened = await shop();
  return {
    bytes: settings.PAGE_CACHE_MB * 2 ** 20,
    host: new URL(settings.SITE_URL).host,
    mayRender: ({ url = '', socket, headers }) => {
      if (!SEARCHES.test(url)) return true;
      const { address } = clientOf(socket.remoteAddress, (name) => headers[name]);
      return mayLook('search', { address, visitor: null }, performance.now()); // pages for everybody: a known browser has its own
    },
    refuse: (response) => {
      const refusal = tooManyLooks(opened.content.current().store.locale);
      response.writeHead(refusal.status, Object.fromEntries(refusal.headers));
      void refusal.text().then((page) => response.end(page));
    },
    version: () => pageVersion(opened, new Date()),
    settledVersion: () => settledPageVersion(opened, new Date()),
    holdsUntil,
  };
}

/** Throws CannotListen where the address is taken or closed to this user: sockets that share a port do not notice each other. */
export async function checkAddress({ HOST, PORT }: Pick<Environment, 'HOST' | 'PORT'>): Promise<void> {
  const probe = createServer();
  await listen(probe, HOST, PORT);
  await new Promise((closed) => probe.close(closed));
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program. Stop it, or set PORT to another number.`
          : error.code === 'EACCES'
            ? `Port ${port} is not open to this user. Set PORT to a number above 1023.`
            : `${host}:${port} cannot be listened on (${error.code ?? error.message}). Check HOST and PORT.`;
      reject(new CannotListen(why, { cause: error }));
    });
    // Each process has a socket of its own where it can: one that dies takes no connection along that another could answer.
    server.listen({ port, host, reusePort: cluster.isWorker && process.platform === 'linux' }, resolve);
  });
}
