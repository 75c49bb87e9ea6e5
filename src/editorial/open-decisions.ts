import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something a draft leaves to the merchant, marked in a comment that shoppers never see: `# DECIDE: what it is`. */
export interface OpenDecision {
  /** Path below content/. */
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

const MARK = /^\s*# DECIDE: (.+)$/;

/** Every decision that is still to take, in the order of files. */
export const openDecisions = (folder: string): readonly OpenDecision[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:md|yaml)$/.test(path) && !path.startsWith('catalog/'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split(/\r?\n/)
        .flatMap((text, at) => {
          const what = MARK.exec(text)?.[1];
          return what ? [{ file, line: at + 1, what }] : [];
        }),
    );
