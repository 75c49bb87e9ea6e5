import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DraftFile } from './answers.ts';

/** Writes the files that are not there yet; never over one that is. Answers which were written and which stood. */
export function writeDrafts(
  folder: string,
  files: readonly DraftFile[],
): { readonly written: readonly string[]; readonly stood: readonly string[] } {
  const written: string[] = [];
  const stood: string[] = [];
  for (const { file, text } of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(path, text, { flag: 'wx' });
      written.push(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      stood.push(file);
    }
  }
  return { written, stood };
}
