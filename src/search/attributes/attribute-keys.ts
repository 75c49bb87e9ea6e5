import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** What one attribute or option of this catalogue is: enough to read a limit on it and to show it. */
export interface AttributeKey {
  readonly key: string;
  readonly label: string;
  /** The unit that bounds are told in. */
  readonly unit: string | null;
  readonly isOption: boolean;
  /** Products that state it, and how many of those rows are numbers, words or yes/no. */
  readonly products: number;
  readonly numbers: number;
  readonly words: number;
  readonly flags: number;
  /** In the base unit of the dimension. */
  readonly least: number | null;
  readonly most: number | null;
}

const read = new WeakMap<Database, { version: number; keys: ReadonlyMap<string, AttributeKey> }>();

/** A number that grows whenever facts change: for caches of what is learned from them. */
export async function attributesVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from search_fact_state`.execute(db);
  return rows[0]?.version ?? 0;
}

/** Every key of the catalogue; read again only after facts changed. `told`: their version, where the caller knows it. */
export async function attributeKeys(db: Database, told?: number): Promise<ReadonlyMap<string, AttributeKey>> {
  const version = told ?? (await attributesVersion(db));
  const known = read.get(db);
  if (known?.version === version) return known.keys;
  const { rows } = await sql<AttributeKey>`
    select key, label, unit, is_option as "isOption", products, numbers, words, flags, least, most
    from search_key order by products desc, key`.execute(db);
  const keys = new Map(rows.map((row) => [row.key, row]));
  read.set(db, { version, keys });
  return keys;
}
