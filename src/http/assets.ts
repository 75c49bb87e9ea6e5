import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { pack } from './compress.ts';
import { entityTag, namesTag } from './etag.ts';
import { wishedCoding } from './negotiate-coding.ts';

/** Content types by ending; whether it is text, which is packed. */
const TYPES: Readonly<Record<string, readonly [type: string, isText: boolean]>> = {
  '.css': ['text/css; charset=utf-8', true],
  '.js': ['text/javascript; charset=utf-8', true],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.html': ['text/html; charset=utf-8', true],
  '.xml': ['application/xml', true],
  '.json': ['application/json', true],
  '.webmanifest': ['application/manifest+json', true],
  '.woff2': ['font/woff2', false],
  '.png': ['image/png', false],
  '.jpg': ['image/jpeg', false],
  '.jpeg': ['image/jpeg', false],
  '.webp': ['image/webp', false],
  '.ico': ['image/x-icon', false],
  '.pdf': ['application/pdf', false],
};
const BEST_BROTLI = 11; // packed once a process, sent many times
const MOST_HELD = 500_000; // bytes of a file that is held in memory; larger ones are read as they are sent

interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly size: number;
  /** Null where it is read from `path` each time. */
  readonly plain: Uint8Array | null;
  readonly packed: Readonly<Record<'br' | 'gzip', Uint8Array>> | null;
  readonly path: string;
}

/** Answers a request for a file of the build, text packed; false where the address is not one of those. */
export type AnswerAsset = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Lists the files of the build's client folder, reads those that are not large, and packs those of text. */
export async function openAssets(client: string): Promise<AnswerAsset> {
  const files = existsSync(client) ? readdirSync(client, { recursive: true, withFileTypes: true }) : [];
  const assets = new Map<string, Asset>();
  await Promise.all(
    files.map(async (file) => {
      if (!file.isFile() || file.name.startsWith('.')) return;
      const path = join(file.parentPath, file.name);
      const address = `/${relative(client, path).split(sep).map(encodeURIComponent).join('/')}`;
      assets.set(address, await openAsset(path, address.startsWith('/_astro/')));
    }),
  );
  return (request, response) => {
    const asset = assets.get((request.url ?? '').split('?', 1)[0] ?? '');
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    if (namesTag(request.headers['if-none-match'] ?? null, asset.headers['etag'] ?? '')) {
      response.writeHead(304, asset.headers).end();
      return true;
    }
    const coding = asset.packed && wishedCoding(String(request.headers['accept-encoding'] ?? ''));
    const body = coding ? asset.packed[coding] : asset.plain;
    response.writeHead(200, {
      ...asset.headers,
      ...(coding ? { 'content-encoding': coding } : {}),
      'content-length': body?.byteLength ?? asset.size,
    });
    if (request.method === 'HEAD') response.end();
    else if (body) response.end(body);
    else pipeline(createReadStream(asset.path), response, () => undefined); // a client that left needs no word
    return true;
  };
}

/** `isForEver`: its name has a hash of what it holds. */
async function openAsset(path: string, isForEver: boolean): Promise<Asset> {
  const [type, isText] = TYPES[extname(path).toLowerCase()] ?? ['application/octet-stream', false];
  const { size, mtimeMs } = statSync(path);
  const plain = size > MOST_HELD ? null : new Uint8Array(readFileSync(path));
  const packed =
    isText && plain
      ? { br: await pack(plain, 'br', BEST_BROTLI), gzip: await pack(plain, 'gzip', BEST_BROTLI) }
      : null;
  const headers = {
    'content-type': type,
    'cache-control': isForEver ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
    ...(packed ? { vary: 'Accept-Encoding' } : {}),
    etag: `W/${entityTag(plain ?? `${size} ${mtimeMs}`)}`,
  };
  return { headers, size, plain, packed, path };
}
