import type { Database } from '#src/database/database.ts';
import { changesRead } from '#src/database/changes.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';

/** A number that grows whenever facts change: for caches of what is learned from them. */
export async function attributesVersion(db: Database): Promise<number> {
  const read = changesRead();
  if (read) return (await read).attributes;
  const { rows } = await rowsOf(
    columns('search_fact_state', 'version'),
  )`select version from search_fact_state`.execute(db);
  return rows[0]?.version ?? 0;
}

const keysByVersion = followVersion<ReadonlyMap<string, AttributeKey>>(async (db) => {
  const { rows } = await rowsOf({
    ...columns(
      'search_key',
      'key',
      'label',
      'unit',
      'products',
      'numbers',
      'words',
      'flags',
      'least',
      'most',
    ),
    isOption: tables.search_key.is_option,
  })`
    select key, label, unit, is_option as "isOption", products, numbers, words, flags, least, most
    from search_key order by products desc, key`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
});

/** Every key of the catalogue as of that version of the attributes; default: as they are now. */
export async function attributeKeys(
  db: Database,
  version?: number,
): Promise<ReadonlyMap<string, AttributeKey>> {
  return keysByVersion.at(db, version ?? (await attributesVersion(db)));
}
