import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z, ZodError } from 'zod';
import type { Report } from '#src/log/step.ts';
import { parsed, printed, type Control, type Line } from './backup-lines.ts';
import { joinLines, splitLines } from './line-stream.ts';

const TELL_EACH = 1_000; // lines

/** The file is not what the shop wrote: cut off, changed, or another file. */
class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/** Writes the lines and their end into a file that only its owner reads; it has its name once it is whole. */
export async function writeBackup(path: string, lines: AsyncIterable<Line>, progress: Report): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const file = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(joinLines(withEnd(lines, progress)), createGzip(), file);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function* withEnd(lines: AsyncIterable<Line>, progress: Report): AsyncGenerator<string> {
  const counted = countLines(progress);
  for await (const line of lines) {
    const text = printed(line);
    counted.take(line, text);
    yield text;
  }
  yield counted.end();
}

/** The lines of a backup, the last one its end, which fits what was before it. Throws DamagedBackup. */
export async function* readBackup(path: string, progress: Report): AsyncGenerator<Line> {
  const file = await open(path);
  const counted = countLines(progress);
  let first = true;
  let ended = false;
  try {
    for await (const text of splitLines(unpacked(file.createReadStream()))) {
      if (ended) throw new Error('something stands behind its end');
      const line = parsed(text);
      if (first !== isControl(line, 'backup')) throw new Error('it does not begin as a backup does');
      first = false;
      ended = isControl(line, 'end');
      if (!ended) counted.take(line, text);
      else if (text !== counted.end()) throw new Error('what it holds is not what was written');
      yield line;
    }
    if (!ended) throw new Error('it has no end');
  } catch (error) {
    const why = error instanceof ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new DamagedBackup(`${path} is damaged, or no backup of a shop: ${why}`, { cause: error });
  } finally {
    await file.close();
  }
}

const isControl = (line: Line, kind: Control[0]): boolean => typeof line !== 'string' && line[0] === kind;

/** Its text; an error of reading it ends that too. */
function unpacked(file: Readable): AsyncIterable<string> {
  const text = createGunzip();
  pipeline(file, text).catch(() => {}); // told by what reads the text
  return text.setEncoding('utf8');
}

/** Counts what lines hold, for the end of a backup. */
function countLines(progress: Report) {
  const hash = createHash('sha256');
  const tables: Record<string, number> = {};
  let table = '';
  let files = 0;
  let rows = 0;
  return {
    take(line: Line, text: string): void {
      hash.update(`${text}\n`);
      if (typeof line === 'string') {
        tables[table] = (tables[table] ?? 0) + 1;
        if (++rows % TELL_EACH === 0) progress(rows, null, `rows, ${table}`);
      } else if (line[0] === 'table') tables[(table = line[1])] = 0;
      else if (line[0] === 'file') files += 1;
    },
    end: (): string => printed(['end', { tables, files, sha256: hash.copy().digest('hex') }]),
  };
}
