import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Control, Line } from './backup-lines.ts';

type Folder = Extract<Control, readonly ['file', ...unknown[]]>[1];

/** Where the folders stand that are kept beside the database. */
export type Folders = Readonly<Record<Folder, string>>;

const PIECE = 48 * 1024;

/** Every file of the folders; one that goes away meanwhile is left out. */
export async function* dumpFiles(folders: Folders): AsyncGenerator<Line> {
  for (const folder of Object.keys(folders) as Folder[]) {
    for (const name of await filesIn(folders[folder])) {
      const file = await open(join(folders[folder], name)).catch(unlessGone);
      if (!file) continue;
      yield ['file', folder, name.replaceAll(sep, '/')];
      for await (const piece of file.createReadStream({ highWaterMark: PIECE }))
        yield ['bytes', (piece as Buffer).toString('base64')];
    }
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessGone);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .sort();
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

export interface FileWriter {
  /** Begins a file; one of a folder that is not taken is passed over. */
  file(folder: Folder, name: string): Promise<void>;
  bytes(base64: string): Promise<void>;
  /** Puts all files in their places, or none. */
  end(keep: boolean): Promise<void>;
}

/** Writes files beside their places in those folders that are named, until they are kept. */
export function writeFiles(folders: Partial<Folders>): FileWriter {
  const written: { readonly from: string; readonly to: string }[] = [];
  let current: FileHandle | null = null;
  const close = async () => {
    await current?.close();
    current = null;
  };
  const beside = (folder: string) => join(folder, '.restoring');
  return {
    async file(folder, name) {
      await close();
      const into = folders[folder];
      if (!into) return;
      const from = join(beside(into), name);
      await mkdir(dirname(from), { recursive: true });
      current = await open(from, 'w', MODES[folder]);
      written.push({ from, to: join(into, name) });
    },
    async bytes(base64) {
      await current?.write(Buffer.from(base64, 'base64'));
    },
    async end(keep) {
      await close();
      for (const { from, to } of keep ? written : []) {
        await mkdir(dirname(to), { recursive: true });
        await rename(from, to);
      }
      for (const folder of Object.values(folders)) await rm(beside(folder), { recursive: true, force: true });
    },
  };
}

const MODES: Readonly<Record<Folder, number>> = { outbox: 0o600, content: 0o644 }; // mails are nobody else's to read
