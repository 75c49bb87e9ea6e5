import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

export interface FloorProduct {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly price_minor: number;
  readonly currency: string;
}

const QUERY = 'select slug, title, description, price_minor, currency from floor_product where slug = $1';

const { DATABASE_URL: url, SHELFTALK_DATA_DIR: folder } = process.env;
const pool = url ? new pg.Pool({ connectionString: url, max: 10 }) : null;
pool?.on('error', () => undefined);
const embedded = pool ? null : await PGlite.create({ dataDir: folder });

/** The one query of the floor: a product by its slug. */
export async function productOf(slug: string): Promise<FloorProduct | undefined> {
  const { rows } = pool
    ? await pool.query<FloorProduct>(QUERY, [slug])
    : ((await embedded?.query<FloorProduct>(QUERY, [slug])) ?? { rows: [] });
  return rows[0];
}
