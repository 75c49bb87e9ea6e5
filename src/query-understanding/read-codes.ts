import { sql } from 'kysely';
import { integer, json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { attributeKeys } from './attribute-keys.ts';
import { openCodeIndex, type CodeIndex, type OpenCodeIndex } from './code-index.ts';

const BLOCK_BITS = 10; // neighbouring products that are read together
const AT_ONCE = 8; // changed blocks that a question waits for; more are read while it goes on with what stands

// What feeds call the fields that hold a product's own code: words of trade in general.
const CODE_LABEL =
  /^(?:mpn|sku|gtin\d*|ean\d*|upc|isbn\d*|asin|model|(?:.* )?(?:model|part|item|article|style|catalogue?|reference|order|product) (?:no|nr|number|code|id)\.?)$/i;

// A code that a description states, behind its label: "SKU Code: KK-21-05".
const IN_PROSE =
  '\\m(?:sku|mpn|gtin|ean|upc|isbn|model|part|item|article|style|product)(?: (?:code|number|no|nr|id))?\\.? ?[:#] ?([[:alnum:]][[:alnum:]._/-]{3,30})';

const codeIndexes = followVersion<OpenCodeIndex>(async (db, { version, before, release }) => {
  const { rows } = await rowsOf({ block: integer })`
    select distinct product_id >> ${BLOCK_BITS}::int as block from search_fact_source
    where version > ${before?.version ?? -1} and version <= ${version} order by 1`.execute(db);
  if (rows.length > AT_ONCE) release();
  const index = before?.value ?? openCodeIndex();
  const keys = [...(await attributeKeys(db, version)).values()].filter(isOfCodes).map(({ key }) => key);
  for (const { block } of rows) index.replace(block, await readCodes(db, block, keys));
  return index;
});

/** The catalogue's codes as of that version of the attributes. */
export const codesAt = (db: Database, version: number): Promise<CodeIndex> => codeIndexes.at(db, version);

const isOfCodes = ({ key, label }: AttributeKey): boolean =>
  CODE_LABEL.test(label.replace(/[-_]/g, ' ').trim()) || CODE_LABEL.test(key.replace(/[-_]/g, ' '));

const ROW =
  nullable(json<readonly (readonly [id: number, title: string, codes: readonly (string | null)[]])[]>());

async function readCodes(db: Database, block: number, keys: readonly string[]) {
  const stated = keys.length
    ? sql`union all select coalesce(f.word, f.number::text) from search_fact f
        where f.product_id = p.id and f.key = any(${[...keys]}::text[])`
    : sql``;
  const { rows } = await rowsOf({ rows: ROW })`
    select json_agg(json_build_array(p.id, p.title, array(
      select unnest(array[v.sku, v.gtin, v.mpn]) from variant v where v.product_id = p.id
      union all select (regexp_matches(p.description, ${IN_PROSE}, 'gi'))[1] ${stated})) order by p.id) as rows
    from product p where p.status = 'active'
      and p.id >= ${block * 2 ** BLOCK_BITS} and p.id < ${(block + 1) * 2 ** BLOCK_BITS}`.execute(db);
  return (rows[0]?.rows ?? []).map(([productId, title, codes]) => ({
    productId,
    title,
    codes: codes.filter((code) => code !== null).map((code) => code.replace(/(?<![._/-])[._/-]+$/, '')),
  }));
}
