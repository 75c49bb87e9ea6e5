import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getOutside } from '#src/http/get-outside.ts';
import { atMost } from '#src/pictures/photographs/at-most.ts';
import { photoAddress, photoSet, photoSource } from '#src/pictures/photographs/photo-address.ts';
import { openPhotos, type PhotoSettings } from '#src/pictures/photographs/photo-cache.ts';
import { keptPhoto } from '#src/pictures/photographs/resize-photo.ts';
import { pictureAlt, pictureUrl } from '#src/pictures/picture-url.ts';
import { productOf, variantOf } from './picture-product.ts';

/** Hosts of pictures as they are met: each path behaves in its own way. */
const paths: Readonly<Record<string, RequestListener>> = {
  '/good.jpg': async (_request, response) => {
    response.end(await picture(1200, 900).jpeg().toBuffer());
  },
  '/slow.jpg': (_request, response) => {
    release.push(async () => void response.end(await picture(400, 300).jpeg().toBuffer()));
  },
  '/gone.jpg': (_request, response) => void response.writeHead(404).end('gone'),
  '/cut.jpg': async (_request, response) => {
    response.end((await picture(800, 600).jpeg().toBuffer()).subarray(0, 700));
  },
  '/page.jpg': (_request, response) =>
    void response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<!doctype html><p>Not here'),
  '/drawing.jpg': (_request, response) =>
    void response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
  '/endless.jpg': (_request, response) => {
    response.write(Buffer.from([0xff, 0xd8, 0xff]));
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(500_000)));
    };
    response.on('drain', more);
    more();
  },
  '/bomb.png': (_request, response) => void response.end(pngOf(20_000, 20_000)),
  '/turned.jpg': async (_request, response) => {
    response.end(await picture(300, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer());
  },
  '/moved.jpg': (_request, response) => void response.writeHead(302, { location: '/good.jpg' }).end(),
  '/inward.jpg': (_request, response) => {
    const { port } = server.address() as AddressInfo;
    response.writeHead(302, { location: `http://127.0.0.1:${port}/good.jpg` }).end();
  },
  '/round.jpg': (_request, response) => void response.writeHead(302, { location: '/round.jpg' }).end(),
};
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8a5a33' } });

/** The head of a PNG of that size, and nothing of its pixels. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const pixels = deflateSync(Buffer.alloc(1_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

let server: Server;
let base: string;
let folder: string;
let asked: string[] = [];
const release: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = paths[(request.url ?? '').split('?')[0] ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.closeAllConnections());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'photos-'));
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (more: Partial<PhotoSettings> = {}) =>
  openPhotos({ folder, bytes: 50_000_000, anyHost: true, waitMs: 250_000, ...more });

describe('photographs of other hosts', () => {
  it('are asked for once, however many want them in however many widths, and also after a restart', async () => {
    const photos = open();
    const url = `${base}/good.jpg`;
    const all = await Promise.all([photos(url, 320), photos(url, 640), photos(url, 320)]);
    expect(all.map(({ state }) => state)).toEqual(['here', 'here', 'here']);
    expect((await open()(url, 1600)).state).toBe('here');
    expect(asked).toEqual(['/good.jpg']);
  });

  it('are as wide as they are asked for, in their own proportions, and never wider than they came', async () => {
    const sizes = await Promise.all(
      ([320, 1600] as const).map(async (width) => {
        const photo = await open()(`${base}/good.jpg`, width);
        const {
          format,
          width: wide,
          height,
        } = await sharp(photo.state === 'here' ? photo.body : '').metadata();
        return [format, wide, height];
      }),
    );
    expect(sizes).toEqual([
      ['webp', 320, 240],
      ['webp', 1200, 900],
    ]);
  });

  it('stand upright as the camera says', async () => {
    const photo = await open()(`${base}/turned.jpg`, 320);
    const { width, height } = await sharp(photo.state === 'here' ? photo.body : '').metadata();
    expect([width, height]).toEqual([200, 300]);
  });

  it.each(['gone', 'cut', 'page', 'drawing', 'endless', 'round'])(
    'are told as broken, and not asked for again, where one is %s',
    async (name) => {
      const photos = open();
      const url = `${base}/${name}.jpg`;
      expect((await photos(url, 640)).state).toBe('broken');
      const times = asked.length;
      expect((await photos(url, 320)).state).toBe('broken');
      expect(asked.length).toBe(times);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('are told as broken where a file says that it has more pixels than are read', async () => {
    expect((await open()(`${base}/bomb.png`, 320)).state).toBe('broken');
    await expect(keptPhoto(pngOf(20_000, 20_000))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('pixel limit') },
    });
  });

  it('are late where their host is, and here once it has answered', async () => {
    const photos = open({ waitMs: 1 });
    const url = `${base}/slow.jpg`;
    expect((await photos(url, 320)).state).toBe('late');
    await expect.poll(() => release.length).toBe(1);
    await release.pop()?.();
    await expect.poll(async () => (await photos(url, 320)).state).toBe('here');
    expect(asked).toEqual(['/slow.jpg']);
  });

  it('are followed where they have moved, and never into the network of the shop', async () => {
    expect((await open()(`${base}/moved.jpg`, 320)).state).toBe('here');
    expect((await open({ anyHost: false })(`${base}/good.jpg`, 640)).state).toBe('broken');
    expect((await open({ anyHost: false })('http://[::1]/a.jpg', 640)).state).toBe('broken');
    expect((await open({ anyHost: false })('http://localhost/a.jpg', 640)).state).toBe('broken');
    expect((await open({ anyHost: false })('file:///etc/passwd', 640)).state).toBe('broken');
  });

  it('take no more room than they may: those looked at longest ago go first', async () => {
    const url = (number: number) => `${base}/good.jpg?${number}`;
    const one = open({ bytes: 1_000_000_000 });
    await one(url(0), 640);
    const size = sizeOf(folder);
    const photos = open({ bytes: size * 4 });
    for (let number = 1; number <= 8; number++) await photos(url(number), 640);
    expect(sizeOf(folder)).toBeLessThanOrEqual(size * 4.3); // what was written since the last look comes on top
    asked = [];
    await photos(url(8), 640);
    expect(asked).toEqual([]);
    await photos(url(0), 640);
    expect(asked).toEqual(['/good.jpg?0']);
  });

  it('are shown where the disk takes none', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const photos = open({ folder: file });
    expect((await photos(`${base}/good.jpg`, 320)).state).toBe('here');
  });
});

describe('what is fetched from outside', () => {
  it('is followed from a host that may be asked to none that may not', async () => {
    const url = new URL(`${base}/inward.jpg`);
    const given = { withinMs: 60_000, mostBytes: 1_000_000, accept: 'image/*' };
    await expect(getOutside(url, { ...given, anyHost: false })).rejects.toMatchObject({ code: 'NOT_PUBLIC' });
    expect(asked).toEqual([]);
    expect((await getOutside(url, { ...given, anyHost: true })).length).toBeGreaterThan(100);
  });

  it('runs a few at once', async () => {
    const slot = atMost(2);
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 7 }, () =>
        slot(async () => {
          most = Math.max(most, (running += 1));
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
  });
});

describe('the address of a photograph', () => {
  const source = 'https://cdn.example/a.jpg?v=1';
  const product = productOf(
    'Chair',
    {},
    { images: [{ url: source, alt: '' }], variants: [variantOf('C1', {}, {})] },
  );

  it('is of the shop, names no host, and leads back only to what stands in the product', () => {
    const url = pictureUrl(product, product.variants[0]);
    expect(url).toMatch(/^\/pictures\/photo\/tarn\/[\w-]{12}-640\.webp$/);
    const [, mark = ''] = /([\w-]{12})-640/.exec(url) ?? [];
    expect(photoSource(product, mark)).toBe(source);
    expect(photoSource(product, 'AAAAAAAAAAAA')).toBeNull();
    expect(photoSet('tarn', source)?.split(', ')).toHaveLength(4);
  });

  it('says what the picture shows, in the merchant’s words or else by the facts', () => {
    expect(pictureAlt(product, product.variants[0])).toContain(product.title);
  });

  it('stays as it is where the shop has the file itself', () => {
    expect([photoAddress('tarn', '/own.png', 320), photoSet('tarn', '/own.png')]).toEqual([
      '/own.png',
      undefined,
    ]);
  });
});

/** Bytes of all files below a folder. */
const sizeOf = (of: string): number =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
