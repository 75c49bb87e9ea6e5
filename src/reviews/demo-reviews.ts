import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '#src/database/database.ts';
import { importReviews, type ReviewImportOptions, type ReviewImportReport } from './import-reviews.ts';
import { DEMONSTRATION } from './review.ts';

/**
 * Imports the invented reviews that lie in content/reviews/, each marked as a demonstration: shown with that label,
 * never rated, never told to machines. Null where there are none. Rows of products that are not in the catalogue are
 * left out, so a merchant's own shop gets none of them.
 */
export async function importDemoReviews(
  db: Database,
  contentFolder: string,
  options: Omit<ReviewImportOptions, 'source'>,
): Promise<ReviewImportReport | null> {
  const folder = join(contentFolder, 'reviews');
  if (!existsSync(folder)) return null;
  const inputs = readdirSync(folder)
    .filter((name) => /-demo\.csv$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((name) => ({ name, open: () => createReadStream(name) }));
  return inputs.length ? importReviews(db, inputs, { ...options, source: DEMONSTRATION }) : null;
}
