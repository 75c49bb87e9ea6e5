import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { startShop, type StartedShop } from '#test/doubles/started-shop.ts';

/** Photographs of the kites lie at another host, which has none of number 1. */
const catalogue = (photographs: string) =>
  [
    'Handle,Title,Type,Vendor,Variant SKU,Variant Price,Image Src',
    ...Array.from(
      { length: 6 },
      (_, at) => `kite-${at},Kite No. ${at},Kites,Lofton,K${at},${20 + at}.00,${photographs}/${at}.jpg`,
    ),
    'reel-1,Reel,Reels,Lofton,R1,9.00,',
  ].join('\n');

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><path d="M0 0h200v50H0z"/></svg>';

describe('a shop with a look of its own', () => {
  let folder: string;
  let shop: StartedShop;
  let host: Server;
  const asked: string[] = [];

  const writeLook = (look: unknown) => {
    const document = parseDocument(readFileSync('content/store.yaml', 'utf8'));
    document.set('name', 'Kite & Reel');
    document.set('demonstration', false);
    document.setIn(['home', 'featured'], []);
    document.set('look', look);
    writeFileSync(join(folder, 'words/store.yaml'), document.toString());
  };
  const get = (path: string) => fetch(`${shop.url}${path}`);
  const html = async (path: string) => (await get(path)).text();
  const sheetIn = (page: string) =>
    /<link rel="stylesheet" href="(\/look\/[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'looks-'));
    mkdirSync(join(folder, 'words/catalog'), { recursive: true });
    cpSync('content/policies', join(folder, 'words/policies'), { recursive: true });
    const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer();
    host = createServer(({ url = '' }, response) => {
      asked.push(url);
      if (url.startsWith('/1')) response.writeHead(404).end();
      else response.end(photo);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const { port } = host.address() as AddressInfo;
    writeFileSync(join(folder, 'words/catalog/kites.csv'), catalogue(`http://127.0.0.1:${port}`));
    writeFileSync(join(folder, 'words/logo.svg'), LOGO);
    writeLook({ theme: 'market' });
    shop = await startShop({
      CONTENT_DIR: join(folder, 'words'),
      SHELFTALK_DATA_DIR: join(folder, 'database'),
      OUTBOX_DIR: join(folder, 'outbox'),
      PICTURES_DIR: join(folder, 'pictures'),
      PICTURE_HOSTS: 'any',
      DATABASE_URL: '',
    });
  });
  afterAll(async () => {
    await shop.stop();
    host.close();
    rmSync(folder, { recursive: true });
  });

  it('links one sheet that is kept for ever and says nothing within the page', async () => {
    const page = await html('/');
    const answer = await get(sheetIn(page));
    expect(answer.headers.get('content-type')).toMatch(/^text\/css/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(await answer.text()).toContain('--signal: light-dark(#0b6b45');
    expect(page).not.toMatch(/<style|style="/);
    expect((await get('/')).headers.get('content-security-policy')).not.toMatch(/unsafe|sha256/);
  });

  it('shows a change of colour, of the line above and of the links with the next page', async () => {
    const before = sheetIn(await html('/products'));
    writeLook({
      theme: 'market',
      colors: { accent: '#7a1f5c' },
      announcement: { text: 'The meadow is open', to: '/products' },
      navigation: [
        { label: 'Reels first', to: '/c/reels' },
        { label: 'Gone', to: '/c/boats' },
      ],
    });
    await expect.poll(async () => sheetIn(await html('/products'))).not.toBe(before);
    const page = await html('/products');
    expect(await (await get(sheetIn(page))).text()).toContain('--signal: light-dark(#7a1f5c');
    expect(page).toContain('The meadow is open');
    expect(page).toContain('Reels first');
    expect(page).not.toContain('Gone');
  });

  it('shows the line above on its days only', async () => {
    writeLook({ announcement: { text: 'Over since long', until: '2020-01-01' } });
    await expect.poll(() => html('/')).not.toContain('The meadow is open');
    expect(await html('/')).not.toContain('Over since long');
  });

  it('puts the sections of the home page in the order that is wanted, and the logo in place of the name', async () => {
    writeLook({ home: ['shelves', 'hero'], logo: 'logo.svg' });
    await expect.poll(() => html('/')).toMatch(/class="shelves[^]*<h1/);
    const page = await html('/');
    expect(page).not.toContain('From the shop');
    const [, logo = ''] =
      /<img src="(\/look\/logo\.svg[^"]*)" alt="Kite [^"]* Reel" width="160" height="40"/.exec(page) ?? [];
    const answer = await get(logo);
    expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows photographs from its own store, asks their host once, and a drawing where there is none', async () => {
    const [image = ''] = /<img src="\/pictures\/photo\/kite-0\/[^>]*>/.exec(await html('/p/kite-0')) ?? [];
    expect(image).toMatch(/srcset="[^"]* 320w, [^"]* 640w, [^"]* 960w, [^"]* 1600w" sizes="[^"]+"/);
    expect(image).toMatch(/alt="Kite No\. 0[^"]*" width="\d+" height="\d+"/);
    const widths = [...image.matchAll(/(\/pictures\/photo\/[^ "]+) \d+w/g)].map(([, path = '']) => path);
    for (const path of [...widths, ...widths])
      expect((await get(path)).headers.get('content-type')).toBe('image/webp');
    expect(asked.filter((path) => path === '/0.jpg')).toEqual(['/0.jpg']);
    const [, broken = ''] = /src="(\/pictures\/photo\/kite-1\/[^"]*)"/.exec(await html('/p/kite-1')) ?? [];
    expect((await get(broken)).headers.get('content-type')).toMatch(/^image\/svg/);
    expect((await get('/p/kite-0')).headers.get('content-security-policy')).toContain(
      "img-src 'self' data:;",
    );
    expect((await get('/pictures/photo/kite-0/AAAAAAAAAAAA-640.webp')).status).toBe(404);
    expect((await get(widths[0]?.replace('-320', '-321') ?? '')).status).toBe(404);
  });

  it('serves no other file of the folder of words', async () => {
    for (const path of ['/look/store.yaml', '/look/catalog/kites.csv', '/look/..%2fwords%2fstore.yaml'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });
});
