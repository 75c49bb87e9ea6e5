import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '#src/editorial/content.ts';
import type { StoreWords } from '#src/editorial/schemas.ts';
import type { Hex } from '#src/look/color.ts';
import { iconOf } from '#src/look/icon.ts';
import { lookOf, type Look } from '#src/look/look.ts';
import { lookSheet, type OwnFace } from '#src/look/look-sheet.ts';
import { COURSE, HOME_SECTIONS, type HomeSection } from '#src/look/themes.ts';
import { typePairs, type FontName } from '#src/look/type-pairs.ts';

interface LookFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Changes with what it holds. */
  readonly mark: string;
}

/** A shop's look as pages and the style sheet take it. */
export interface ShopLook {
  /** Null for the demonstration's own. */
  readonly look: Look | null;
  /** Address of the style sheet; null where there is none. */
  readonly sheet: string | null;
  /** Null where the shop's name stands instead. */
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null;
  readonly icon: { readonly url: string; readonly type: string };
  /** Ground of pages, for the frame of browsers. */
  readonly paper: { readonly light: Hex; readonly dark: Hex };
  /** Font files of the shop's own installation that every page needs. */
  readonly fonts: readonly FontName[];
  /** Addresses of font files that the merchant brings. */
  readonly ownFonts: readonly string[];
  readonly home: readonly HomeSection[];
  /** What stands under `/look/`, by name. */
  readonly files: ReadonlyMap<string, LookFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
};
const MOST_LOOK_FILE = 1_000_000; // bytes; what is larger shows nowhere
const LOGO_HEIGHT = 40;
const SHEET = 'style.css';
const ICON = 'icon.svg';
const COURSE_PAPER = { light: '#f7f3eb', dark: '#14151b' } as const;

const known = new WeakMap<Content, Promise<ShopLook>>();

/** The look of those words, with the files that it names; made once a reading of the words. */
export function shopLook(folder: string, content: Content): Promise<ShopLook> {
  const made = known.get(content) ?? make(folder, content.store);
  known.set(content, made);
  return made;
}

async function make(folder: string, store: StoreWords): Promise<ShopLook> {
  const { theme, logo, favicon, fonts = {}, ...said } = store.look ?? {};
  const look = theme === COURSE ? null : lookOf({ theme, ...said });
  const files = new Map<string, LookFile>();
  const take = (path: string | undefined): string | null => {
    const file = path ? fileOf(folder, path) : null;
    if (!path || !file) return null;
    files.set(path, file);
    return addressOf(path, file);
  };
  const faces = (['head', 'text'] as const).flatMap((of): readonly OwnFace[] => {
    const url = take(fonts[of]?.file);
    return url && look ? [{ for: of, url, weight: fonts[of]?.weight ?? '100 900' }] : [];
  });
  const logoUrl = take(logo);
  const iconUrl = take(favicon);
  if (look) files.set(SHEET, textFile('text/css; charset=utf-8', lookSheet(look, faces)));
  if (look) files.set(ICON, textFile(TYPES['svg'] ?? '', iconOf(store.name, look.light)));
  const built = (name: string): string | null => {
    const file = files.get(name);
    return file ? addressOf(name, file) : null;
  };
  const own = new Set(faces.map((face) => face.for));
  const pair = look && typePairs[look.type];
  return {
    look,
    sheet: built(SHEET),
    logo: logoUrl && logo ? await sized(logoUrl, files.get(logo)) : null,
    icon: iconUrl
      ? { url: iconUrl, type: (files.get(favicon ?? '')?.type ?? '').split(';')[0] ?? '' }
      : { url: built(ICON) ?? '/favicon.svg', type: 'image/svg+xml' },
    paper: look ? { light: look.light.paper, dark: look.dark.paper } : COURSE_PAPER,
    fonts: own.size === 2 ? [] : (pair?.files ?? typePairs.grotesque.files),
    ownFonts: faces.map(({ url }) => url),
    home: look?.home ?? said.home ?? HOME_SECTIONS,
    files,
  };
}

const markOf = (body: Uint8Array | string): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, 10);

const addressOf = (name: string, { mark }: LookFile): string => `/look/${name}?v=${mark}`;

function textFile(type: string, text: string): LookFile {
  const body = new TextEncoder().encode(text);
  return { type, body, mark: markOf(body) };
}

/** Null where there is no such file, or it is too large: the page stands without it, and lint says so. */
function fileOf(folder: string, path: string): LookFile | null {
  const at = join(folder, path);
  const stat = statSync(at, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > MOST_LOOK_FILE) return null;
  const body = new Uint8Array(readFileSync(at));
  return {
    type: TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    body,
    mark: markOf(body),
  };
}

/** The logo as wide as it is at its height on pages; null where it is no picture. */
async function sized(url: string, file: LookFile | undefined): Promise<ShopLook['logo']> {
  if (!file) return null;
  try {
    const { default: sharp } = await import('sharp'); // loaded where there is a logo
    const { width, height } = await sharp(file.body).metadata();
    return { url, width: Math.round((width / height) * LOGO_HEIGHT), height: LOGO_HEIGHT };
  } catch {
    return null;
  }
}
