import { readdirSync, readFileSync, existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { pack } from './compress.ts';
import { entityTag, namesTag } from './etag.ts';
import { wishedCoding } from './negotiate-coding.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const BEST_BROTLI = 11; // packed once a process, sent many times

interface Asset {
  readonly type: string;
  readonly tag: string;
  readonly bytes: Readonly<Record<'plain' | 'br' | 'gzip', Uint8Array>>;
}

/** Answers a request for a built style sheet, script or drawing, packed; false where the address is not one of those. */
export type AnswerAsset = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Reads and packs the text files of the build's asset folder (names with a hash, so they may be kept for ever). */
export async function openAssets(client: string): Promise<AnswerAsset> {
  const folder = join(client, '_astro');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const assets = new Map<string, Asset>();
  await Promise.all(
    files.map(async (file) => {
      const type = TYPES[extname(file.name)];
      if (!file.isFile() || !type) return;
      const path = join(file.parentPath, file.name);
      const plain = readFileSync(path);
      const [br, gzip] = await Promise.all([
        pack(plain, 'br', BEST_BROTLI),
        pack(plain, 'gzip', BEST_BROTLI),
      ]);
      const address = `/${relative(client, path).split(sep).join('/')}`;
      assets.set(address, { type, tag: `W/${entityTag(plain)}`, bytes: { plain, br, gzip } });
    }),
  );
  return (request, response) => {
    const asset = assets.get((request.url ?? '').split('?', 1)[0] ?? '');
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const coding = wishedCoding(String(request.headers['accept-encoding'] ?? ''));
    const body = asset.bytes[coding ?? 'plain'];
    const headers: Record<string, string> = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      etag: asset.tag,
    };
    if (namesTag(request.headers['if-none-match'] ?? null, asset.tag)) {
      response.writeHead(304, headers).end();
      return true;
    }
    if (coding) headers['content-encoding'] = coding;
    response.writeHead(200, { ...headers, 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}
