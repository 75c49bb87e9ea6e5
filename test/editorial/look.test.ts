import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { openContent } from '#src/editorial/content.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { shopLook } from '#src/page-data/shop-look.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><path d="M0 0h300v100H0z"/></svg>';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-'));
  mkdirSync(join(folder, 'brand'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the demonstration's store.yaml with another look. */
function write(look: unknown): void {
  const document = parseDocument(readFileSync('content/store.yaml', 'utf8'));
  document.set('look', look);
  document.setIn(['home', 'featured'], []);
  writeFileSync(join(folder, 'store.yaml'), document.toString());
}

const findings = (look: unknown) => {
  write(look);
  return lintContent(folder, { products: [], categories: ['lamps'], brands: [], tags: [] }).findings;
};

const opened = async (look: unknown) => {
  write(look);
  const words = openContent(folder);
  words.close();
  return shopLook(folder, words.current());
};

describe('the look in store.yaml', () => {
  it('is told in one finding that offers the nearest colour that can be read', () => {
    const [found, ...more] = findings({ theme: 'gallery', colors: { accent: '#ffb000' } });
    expect(more).toEqual([]);
    expect(found?.field).toBe('look.colors.accent');
    expect(found?.message).toMatch(
      /contrast is 1\.\d to 1, and 4\.5 is needed.*nearest that is readable is #/,
    );
    expect(found?.fix).toMatch(/accent: "#[0-9a-f]{6}"/);
  });

  it('is checked in the dark where it says colours for it', () => {
    const [found] = findings({ colors: { dark: { paper: '#101418', accent: '#123a5c' } } });
    expect(found?.field).toBe('look.colors.dark.accent');
    expect(findings({ colors: { dark: { paper: '#101418', accent: '#7db7ff' } } })).toEqual([]);
  });

  it('says what a colour without quotes lacks', () => {
    write({});
    const text = readFileSync(join(folder, 'store.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'store.yaml'),
      text.replace('look: {}', 'look:\n  colors:\n    accent: #1f6f54'),
    );
    expect(lintContent(folder).findings.map(({ message }) => message)).toEqual([
      '`look.colors.accent` must be text (put quotes around it).',
    ]);
  });

  it.each([
    ['a theme that there is not', { theme: 'baroque' }, 'look.theme'],
    ['a file that is not there', { logo: 'brand/logo.svg' }, 'look.logo'],
    ['a file outside the folder', { logo: '../logo.svg' }, 'look.logo'],
    [
      'a link to a shelf that there is not',
      { navigation: [{ label: 'Lamps', to: '/c/lampz' }] },
      'look.navigation.0.to',
    ],
    [
      'a line that ends before it begins',
      { announcement: { text: 'Soon', from: '2026-12-02', until: '2026-12-01' } },
      'look.announcement',
    ],
    ['a section twice', { home: ['hero', 'hero'] }, 'look.home'],
  ])('refuses %s', (_what, look, field) => {
    expect(findings(look).map((found) => found.field)).toEqual([field]);
  });

  it('offers the shelf that was meant', () => {
    const [found] = findings({ navigation: [{ label: 'Lamps', to: '/c/lampz' }] });
    expect(found?.fix).toContain('to: /c/lamps');
  });

  it('refuses a font that every page would wait for, and a file that is not what it is called', () => {
    writeFileSync(join(folder, 'brand/big.woff2'), `wOF2${'x'.repeat(150_000)}`);
    writeFileSync(join(folder, 'brand/text.woff2'), '<html>');
    const found = findings({
      fonts: { head: { file: 'brand/big.woff2' }, text: { file: 'brand/text.woff2' } },
    });
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining('151 kB'),
      expect.stringContaining('is no woff2 file'),
    ]);
  });
});

describe('the look of pages', () => {
  it('is a sheet whose address changes with the colours, and with nothing else of the words', async () => {
    const green = await opened({ theme: 'market', colors: { accent: '#0b6b45' } });
    const blue = await opened({ theme: 'market', colors: { accent: '#1a3fbf' } });
    expect(green.sheet).toMatch(/^\/look\/style\.css\?v=/);
    expect(blue.sheet).not.toBe(green.sheet);
    expect((await opened({ theme: 'market', colors: { accent: '0B6B45' } })).sheet).toBe(green.sheet);
    expect((await opened({ theme: 'market', announcement: { text: 'Hello' } })).sheet).toBe(green.sheet);
  });

  it('shows the nearest colour in place of one that cannot be read', async () => {
    const { look, files } = await opened({ colors: { accent: '#ffb000' } });
    const sheet = new TextDecoder().decode(files.get('style.css')?.body);
    expect(sheet).not.toContain('#ffb000');
    expect(sheet).toContain(`--signal: light-dark(${look?.light.signal}`);
  });

  it('has the logo at its own proportions, and the name where the file is no picture', async () => {
    writeFileSync(join(folder, 'brand/logo.svg'), SVG);
    const { logo } = await opened({ logo: 'brand/logo.svg' });
    expect(logo).toMatchObject({ width: 120, height: 40 });
    writeFileSync(join(folder, 'brand/logo.png'), 'no picture');
    expect((await opened({ logo: 'brand/logo.png' })).logo).toBeNull();
  });

  it('asks for the fonts of its type only, and for those that the merchant brings', async () => {
    expect((await opened({ type: 'system' })).fonts).toEqual([]);
    expect((await opened({ type: 'editorial' })).fonts).toEqual(['figtree', 'instrument']);
    writeFileSync(join(folder, 'brand/own.woff2'), 'wOF2');
    const { ownFonts, files } = await opened({ fonts: { head: { file: 'brand/own.woff2', weight: '700' } } });
    expect(ownFonts).toEqual([expect.stringMatching(/^\/look\/brand\/own\.woff2\?v=/)]);
    expect(new TextDecoder().decode(files.get('style.css')?.body)).toContain(`src: url('${ownFonts[0]}')`);
  });

  it('is the demonstration’s own without a sheet where that theme is named', async () => {
    const { sheet, icon, home } = await opened({ theme: 'course' });
    expect({ sheet, icon: icon.url, first: home[0] }).toEqual({
      sheet: null,
      icon: '/favicon.svg',
      first: 'hero',
    });
  });
});
