import type { Content } from '../content.ts';
import type { Resting } from './rest-words.ts';

const MOST_NAMES = 5;

/** What rests and why, a line each, for whoever imports or checks words; empty where nothing rests. */
export function restingReport({ resting, store }: Pick<Content, 'resting' | 'store'>): readonly string[] {
  const left = resting.filter(({ missing }) => missing === null);
  const named = resting.filter(({ missing }) => missing !== null);
  return [
    ...(left.length
      ? [
          `${left.length} files of words rest: they were written for the catalogue beside them (catalog/), and the shop sells another.`,
          `  ${[...Map.groupBy(left, ({ kind }) => kind)].map(([kind, files]) => `${kind} ${files.length}`).join(', ')}`,
          `  Until the shop has words of its own it is called “${store.name}”; give it a folder of its own (CONTENT_DIR).`,
        ]
      : []),
    ...(named.length
      ? [
          `${named.length} files of words rest until the shop sells what they name:`,
          ...named.map(({ file, missing }) => `  ${file}: no ${namesText(missing ?? [])}`),
        ]
      : []),
  ];
}

const namesText = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
    : names.join(', ');

/** The files of a folder that was written for another catalogue, store.yaml too: nothing in them is to be put right. */
export function leftFiles(resting: readonly Resting[]): ReadonlySet<string> {
  const left = resting.flatMap(({ file, missing }) => (missing === null ? [file] : []));
  return new Set(left.length > 0 ? ['store.yaml', ...left] : []);
}
