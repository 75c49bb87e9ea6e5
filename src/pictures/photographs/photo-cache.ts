import { LRUCache } from 'lru-cache';
import { getOutside } from '#src/http/get-outside.ts';
import { log } from '#src/log/log.ts';
import { atMost } from './at-most.ts';
import type { PhotoWidth } from './photo-address.ts';
import { PhotoFiles } from './photo-files.ts';
import { atWidth, keptPhoto } from './resize-photo.ts';

export interface PhotoSettings {
  readonly folder: string;
  /** Most that photographs take on disk. */
  readonly bytes: number;
  /** Whether hosts of this machine and of networks near it may be asked. */
  readonly anyHost: boolean;
  /** Longest that a page waits for a foreign host, and longest that the host has. */
  readonly waitMs?: number;
  readonly fetchMs?: number;
}

export type Photo =
  | { readonly state: 'here'; readonly body: Buffer }
  /** Its host takes its time; it is asked on. */
  | { readonly state: 'late' }
  /** It is not there, or is no picture: nobody is asked again for an hour. */
  | { readonly state: 'broken' };

const MOST_BYTES = 15_000_000;
const WAIT_MS = 4_000;
const FETCH_MS = 20_000;
const AGAIN_AFTER_MS = 3_600_000;
const OLD_AFTER_MS = 7 * 86_400_000; // some hosts put another photograph under the same address
const MOST_WAITING = 400; // photographs; whoever asks for more at once is shown drawings
const ACCEPT = 'image/webp,image/avif,image/jpeg,image/png,image/gif;q=0.9';
const WHOLE = 'photo.webp';

/** Photographs of other hosts, each taken once and kept in the widths that pages ask for. */
export function openPhotos({ folder, bytes, anyHost, waitMs = WAIT_MS, fetchMs = FETCH_MS }: PhotoSettings) {
  const files = new PhotoFiles(folder, bytes);
  const fetching = new Map<string, Promise<Buffer | null>>();
  const sizing = new Map<string, Promise<Buffer>>();
  const broken = new LRUCache<string, true>({ max: 20_000, ttl: AGAIN_AFTER_MS });
  const fetchSlot = atMost(8);
  const hosts = new LRUCache<string, ReturnType<typeof atMost>>({ max: 1_000 });
  const sizeSlot = atMost(2); // a core each

  /** A few at once for each host, so that a slow one keeps the others waiting no longer than itself. */
  function hostSlot(host: string): ReturnType<typeof atMost> {
    const slot = hosts.get(host) ?? atMost(4);
    hosts.set(host, slot);
    return slot;
  }

  /** Keeps what was made; a disk that takes nothing makes it slow, not wrong. */
  const keep = (source: string, name: string, body: Buffer): Promise<void> =>
    files.write(source, name, body).catch((error: unknown) => {
      log().warn({ err: error, folder }, 'a photograph cannot be kept');
    });

  async function take(source: string): Promise<Buffer | null> {
    try {
      const url = new URL(source);
      const fetched = await hostSlot(url.host)(() =>
        fetchSlot(() =>
          getOutside(url, { anyHost, withinMs: fetchMs, mostBytes: MOST_BYTES, accept: ACCEPT }),
        ),
      );
      const photo = await sizeSlot(() => keptPhoto(fetched));
      await files.forget(source).catch(() => {}); // its widths are of the photograph as it was
      await keep(source, WHOLE, photo);
      return photo;
    } catch (error) {
      broken.set(source, true);
      log().info({ source: source.slice(0, 300), why: String(error).slice(0, 200) }, 'no photograph there');
      return null;
    }
  }

  /** One asking of its host for all who want it; null where there is none. */
  function taken(source: string): Promise<Buffer | null> {
    const running = fetching.get(source) ?? take(source).finally(() => fetching.delete(source));
    fetching.set(source, running);
    return running;
  }

  async function sized(source: string, photo: Buffer, width: PhotoWidth): Promise<Buffer> {
    const name = `${width}.webp`;
    const key = `${source} ${width}`;
    const running =
      sizing.get(key) ??
      sizeSlot(() => atWidth(photo, width)).then(async (body) => {
        await keep(source, name, body);
        return body;
      });
    sizing.set(key, running);
    try {
      return await running;
    } finally {
      sizing.delete(key);
    }
  }

  return async (source: string, width: PhotoWidth): Promise<Photo> => {
    const ready = await files.read(source, `${width}.webp`);
    const whole = ready ? null : await files.read(source, WHOLE);
    const found = ready ?? whole;
    if (found && Date.now() - found.written.getTime() > OLD_AFTER_MS && !broken.has(source))
      void taken(source);
    if (ready) return { state: 'here', body: ready.body };
    if (whole) return { state: 'here', body: await sized(source, whole.body, width) };
    if (broken.has(source)) return { state: 'broken' };
    if (fetching.size >= MOST_WAITING && !fetching.has(source)) return { state: 'late' };
    const photo = await inTime(taken(source), waitMs);
    if (photo === 'late') return { state: 'late' };
    return photo ? { state: 'here', body: await sized(source, photo, width) } : { state: 'broken' };
  };
}

async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
