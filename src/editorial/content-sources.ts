import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts that words are read from: files of content/, with other wordings in the place of some. */
export interface ContentSources {
  /** Where the files lie, those that are no texts too. */
  readonly folder: string;
  /** Paths below content/, those of exports left out. */
  readonly paths: readonly string[];
  /** The text at one of those paths. */
  read(path: string): string;
}

type Wordings = ReadonlyMap<string, { readonly text: string | null }>;

/** The texts of a folder of words, `wordings` first. Throws where the folder cannot be read. */
export function contentSources(folder: string, wordings: Wordings = new Map()): ContentSources {
  const onDisk = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(md|mdx|ya?ml)$/.test(path) && !path.startsWith('catalog/'));
  return withWordings(
    { folder, paths: onDisk, read: (path) => readFileSync(join(folder, path), 'utf8') },
    wordings,
  );
}

/** The same texts with other wordings in the place of some. */
export function withWordings(sources: ContentSources, wordings: Wordings): ContentSources {
  const paths = [...new Set([...sources.paths, ...wordings.keys()])]
    .filter((path) => wordings.get(path)?.text !== null)
    .sort();
  return { folder: sources.folder, paths, read: (path) => wordings.get(path)?.text ?? sources.read(path) };
}
