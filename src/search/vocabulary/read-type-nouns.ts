import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { typeNounsOf, type TypeNouns } from '../understand/product-type-nouns.ts';

const MOST_TYPES = 20_000;

export async function readTypeNouns(db: Database): Promise<TypeNouns> {
  const { rows } = await rowsOf({ type: text, slugs: tables.product.category_slugs })`
    select product_type as type, category_slugs as slugs from product
    where status = 'active' and product_type is not null and category_slugs[1] is not null
    group by 1, 2 order by count(*) desc, 1 limit ${MOST_TYPES}`.execute(db);
  return typeNounsOf(rows);
}
