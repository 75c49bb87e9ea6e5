import { textAt, type Shelves } from '../surface.ts';

type Rows = ReadonlyMap<string, unknown>;

const read = new WeakMap<Shelves, Map<string, Promise<Rows>>>();

/** The entries of every file of a feed by their id, read once a proof. */
export function feedRows(
  shelves: Shelves,
  format: string,
  parse: (file: Uint8Array) => Promise<readonly (readonly [id: string, row: unknown])[]>,
): Promise<Rows> {
  const known = read.get(shelves) ?? new Map<string, Promise<Rows>>();
  read.set(shelves, known);
  const rows = known.get(format) ?? readFiles(shelves, format, parse);
  known.set(format, rows);
  return rows;
}

async function readFiles(
  shelves: Shelves,
  format: string,
  parse: Parameters<typeof feedRows>[2],
): Promise<Rows> {
  const index = JSON.parse(await textAt(shelves, '/feeds/index.json')) as {
    readonly feeds: readonly {
      readonly format: string;
      readonly files: readonly { readonly url: string }[];
    }[];
  };
  const files = index.feeds.find((one) => one.format === format)?.files ?? [];
  const rows = new Map<string, unknown>();
  for (const { url } of files) {
    for (const [id, row] of await parse(await shelves.read(new URL(url).pathname))) rows.set(id, row);
  }
  return rows;
}

/** The objects of a file of JSON lines. */
export const jsonLines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
