import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
const FULL_TO = 0.9; // of the bound, after what was asked for longest ago has gone

/** A file of the folder as it is, and when it was written. */
export interface KeptFile {
  readonly body: Buffer;
  readonly written: Date;
}

/** Photographs on disk, a folder each, by the address they came from; those that nobody looked at for longest go first. */
export class PhotoFiles {
  readonly #folder: string;
  readonly #most: number;
  #unswept: number;

  /** `most` is in bytes. */
  constructor(folder: string, most: number) {
    this.#folder = folder;
    this.#most = most;
    this.#unswept = most; // what is there from before is looked at with the first file
  }

  async read(source: string, name: string): Promise<KeptFile | null> {
    const path = join(this.#of(source), name);
    try {
      const [body, { mtime, atimeMs }] = await Promise.all([readFile(path), stat(path)]);
      // Disks are mostly mounted so that reading tells no time: it is told once a day.
      if (Date.now() - atimeMs > DAY_MS) await utimes(path, new Date(), mtime).catch(() => {});
      return { body, written: mtime };
    } catch {
      return null;
    }
  }

  /** Whole or not at all, whoever else writes the same. Rejects where the disk does not take it. */
  async write(source: string, name: string, body: Uint8Array): Promise<void> {
    const folder = this.#of(source);
    await mkdir(folder, { recursive: true });
    const draft = join(folder, `${name}.${randomUUID()}`);
    try {
      await writeFile(draft, body);
      await rename(draft, join(folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    this.#unswept += body.byteLength;
    if (this.#unswept < this.#most / 20) return;
    this.#unswept = 0;
    await this.#sweep();
  }

  /** Forgets the widths of a photograph that was fetched anew. */
  forget(source: string): Promise<void> {
    return rm(this.#of(source), { recursive: true, force: true });
  }

  #of(source: string): string {
    const name = createHash('sha256').update(source).digest('hex').slice(0, 32);
    return join(this.#folder, name.slice(0, 2), name);
  }

  async #sweep(): Promise<void> {
    const photos = new Map<string, { size: number; seen: number }>();
    for (const entry of await readdir(this.#folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
      if (!found) continue;
      const { size, seen } = photos.get(entry.parentPath) ?? { size: 0, seen: 0 };
      photos.set(entry.parentPath, { size: size + found.size, seen: Math.max(seen, found.atimeMs) });
    }
    let total = [...photos.values()].reduce((sum, { size }) => sum + size, 0);
    if (total <= this.#most) return;
    for (const [path, { size }] of [...photos].sort(([, a], [, b]) => a.seen - b.seen)) {
      if (total <= this.#most * FULL_TO) return;
      await rm(path, { recursive: true, force: true });
      total -= size;
    }
  }
}
