import { changesOf, stillStands, type SettledChanges } from '#src/database/changes.ts';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { rowsOf } from '#src/database/rows.ts';

const origins = followVersion<readonly string[], SettledChanges>(async (db) => {
  const { rows } = await rowsOf({ origin: text })`
    select origin from (
      select lower(substring(image_url from '^https?://[^/?#]+')) as origin from variant where image_url is not null
      union all
      select lower(substring(i ->> 'url' from '^https?://[^/?#]+')) from product, jsonb_array_elements(images) i) found
    where origin is not null group by origin order by count(*) desc, origin`.execute(db);
  return rows.map((row) => row.origin);
}, stillStands);

/** The origins of the addresses of pictures in the catalogue, the commonest first; read once a version of the catalogue. */
export const pictureOrigins = async (db: Database): Promise<readonly string[]> =>
  origins.at(db, await changesOf(db));
