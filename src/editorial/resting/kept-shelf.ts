import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { soldNames, type SoldNames } from '#src/catalog/sold-names.ts';
import type { Database } from '#src/database/database.ts';
import { stockedOf, type Stocked } from './stocked.ts';

/** What the shop sells, by the names that words may use, and whose goods they are. */
export interface Shelf {
  readonly sold: SoldNames;
  readonly catalogue: Stocked['catalogue'];
}

const MOST_PRODUCTS = 200_000; // names of more would make a file that takes longer to read than the words

const fileOf = (dataDir: string): string => `${dataDir}.sold.json`;

/** Leaves a note of what is sold beside the data directory, so that words can be judged without opening a database. */
export async function keepShelf(db: Database, dataDir: string): Promise<void> {
  const file = fileOf(dataDir);
  const sold = await soldNames(db);
  if (!sold || sold.products.length > MOST_PRODUCTS) return rm(file, { force: true });
  const { catalogue } = await stockedOf(db, { products: [], categories: [] });
  await mkdir(dirname(file), { recursive: true });
  const making = `${file}.${process.pid}`;
  await writeFile(making, JSON.stringify({ sold, catalogue } satisfies Shelf));
  await rename(making, file); // whole, whoever reads it meanwhile
}

/** What the note says; null where there is none. */
export async function keptShelf(dataDir: string): Promise<Shelf | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as Shelf;
  } catch {
    return null;
  }
}
