import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { READABLE } from '#src/look/color.ts';
import { lookOf } from '#src/look/look.ts';
import { unreadable } from '#src/look/palette.ts';
import { COURSE } from '#src/look/themes.ts';
import type { ContentSources } from './content-sources.ts';
import type { ContentFinding } from './finding.ts';
import { readYaml } from './front-matter.ts';
import { lineOf } from './line-of.ts';
import type { LookWords } from './look-schema.ts';
import { adviceFor } from './schema-fields.ts';
import { storeSchema, type StoreWords } from './schemas.ts';
import { suggestedFix } from './suggested-fix.ts';
import { parsedRule } from './unknown-names.ts';

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
  readonly corrected?: string;
}

const FILE = 'store.yaml';
const MOST = { font: 100_000, logo: 100_000, favicon: 50_000 } as const; // bytes: what every page waits for

/** Colours that cannot be read, and files of the look that are missing, too large or not what they are called. */
export function findLookFaults({ folder, paths, read }: ContentSources): readonly ContentFinding[] {
  if (!paths.includes(FILE)) return [];
  const file = parsedRule<StoreWords>(FILE, readYaml(read(FILE)));
  const look = file?.words.look;
  if (!file || !look) return [];
  return [...colorFaults(look), ...fileFaults(folder, look)].map(({ path, message, corrected }) => {
    const at = ['look', ...path];
    return {
      file: FILE,
      line: lineOf(file.read, at),
      field: at.join('.'),
      message: `\`${at.join('.')}\` ${message}.`,
      advice: adviceFor(storeSchema, at),
      fix: corrected ? suggestedFix(storeSchema, file.read, at, 'correct', { known: corrected }) : null,
    };
  });
}

function colorFaults({ theme, colors, ...choices }: LookWords): readonly Fault[] {
  if (theme === COURSE) return [];
  const { chosen } = lookOf({ ...choices, theme, colors });
  const of = (scheme: 'light' | 'dark', path: readonly string[]): readonly Fault[] =>
    unreadable(chosen[scheme]).map(({ name, on, contrast, nearest }) => ({
      path: [...path, name],
      message:
        `is hard to read on ${on}: the contrast is ${contrast.toFixed(1)} to 1, and ${READABLE} is needed. ` +
        `The nearest that is readable is ${nearest}, and the shop shows that`,
      corrected: nearest,
    }));
  // What the shop makes itself for the dark it makes readable.
  return [...of('light', ['colors']), ...(colors?.dark ? of('dark', ['colors', 'dark']) : [])];
}

function fileFaults(folder: string, { logo, favicon, fonts }: LookWords): readonly Fault[] {
  return [
    ...fileFault(folder, ['logo'], logo, MOST.logo),
    ...fileFault(folder, ['favicon'], favicon, MOST.favicon),
    ...fileFault(folder, ['fonts', 'head', 'file'], fonts?.head?.file, MOST.font),
    ...fileFault(folder, ['fonts', 'text', 'file'], fonts?.text?.file, MOST.font),
  ];
}

/** What files of that ending begin with, as text. */
const BEGINS: Readonly<Record<string, RegExp>> = {
  woff2: /^wOF2/,
  png: /^\x89PNG/,
  webp: /^RIFF[^]{4}WEBP/,
  ico: /^\0\0\x01\0/,
  svg: /^[^]*<svg/,
};

function fileFault(
  folder: string,
  path: readonly string[],
  name: string | undefined,
  most: number,
): readonly Fault[] {
  if (!name) return [];
  const at = join(folder, name);
  const stat = statSync(at, { throwIfNoEntry: false });
  if (!stat?.isFile())
    return [{ path, message: `names ${name}, and there is no such file in the folder of words` }];
  if (stat.size > most)
    return [
      {
        path,
        message: `names a file of ${Math.ceil(stat.size / 1000)} kB, which every first page waits for: at most ${most / 1000} kB`,
      },
    ];
  const begins = readFileSync(at).subarray(0, 1_000).toString('latin1');
  const ending = name.split('.').at(-1) ?? '';
  return BEGINS[ending]?.test(begins) === false
    ? [{ path, message: `names ${name}, which is no ${ending} file: save it as one again` }]
    : [];
}
