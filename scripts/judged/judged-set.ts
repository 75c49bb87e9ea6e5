import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const NOTHING = '-'; // stands for a document where none answers

const docSchema = z.object({
  id: z.coerce.string().min(1),
  title: z.string(),
  description: z.string().default(''),
  brand: z.string().default(''),
  class: z.string().default(''),
  /** Values joined by ` | `. */
  attributes: z.string().default(''),
});
export type JudgedDoc = z.infer<typeof docSchema>;

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
}

export interface JudgedSet {
  readonly docs: readonly JudgedDoc[];
  /** Only queries with a judgement above zero can be scored. */
  readonly queries: readonly JudgedQuery[];
  /** Those that the set says no document answers: qrels.tsv judges `-` for them. */
  readonly unanswered: readonly JudgedQuery[];
  /** By query, then by document: the gain from 0 to 1. */
  readonly gains: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Reads docs.jsonl[.gz], queries.tsv and qrels.tsv of a folder. Throws with the file and line that is wrong. */
export async function readJudgedSet(folder: string): Promise<JudgedSet> {
  const lines = (await readDocs(folder)).split('\n').filter((line) => line.trim());
  const docs = lines.map((line, at) => {
    const parsed = docSchema.safeParse(parseJson(line));
    if (parsed.success) return parsed.data;
    throw new Error(
      `${folder}: line ${at + 1} of the documents is not {id, title, …}: ${parsed.error.message}`,
    );
  });
  return { docs, ...(await readQueries(folder, null)) };
}

/** Reads queries.tsv and qrels.tsv of a folder; with a split only the queries that name it in their third column. */
export async function readQueries(folder: string, split: string | null): Promise<Omit<JudgedSet, 'docs'>> {
  const gains = new Map<string, Map<string, number>>();
  for (const [query = '', doc = '', gain] of await readRows(folder, 'qrels.tsv')) {
    const value = Number(gain);
    if (!Number.isFinite(value)) continue;
    const of = gains.get(query) ?? new Map<string, number>();
    gains.set(query, of.set(doc, value));
  }
  const rows = (await readRows(folder, 'queries.tsv')).filter((row) => split === null || row[2] === split);
  return {
    gains,
    ...askable(
      rows.map(([id = '', text = '']) => ({ id, text })),
      gains,
    ),
  };
}

/** Those with a judgement above zero, and those of which it is said that nothing answers them. */
export function askable(
  queries: readonly JudgedQuery[],
  gains: JudgedSet['gains'],
): Pick<JudgedSet, 'queries' | 'unanswered'> {
  return {
    queries: queries.filter(({ id }) => [...(gains.get(id)?.values() ?? [])].some((gain) => gain > 0)),
    unanswered: queries.filter(({ id }) => gains.get(id)?.has(NOTHING)),
  };
}

async function readDocs(folder: string): Promise<string> {
  try {
    return gunzipSync(await readFile(join(folder, 'docs.jsonl.gz'))).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readFile(join(folder, 'docs.jsonl'), 'utf8');
  }
}

async function readRows(folder: string, name: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(join(folder, name), 'utf8');
  return text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
