import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import type { Content } from '#src/editorial/content.ts';
import { uses, type Use } from '#src/use-cases/use-cases.ts';

const KEEP_MS = 30_000; // which uses have a page may be half a minute old

interface Wanted {
  readonly at: number;
  readonly content: Content;
}

const counted = followVersion<readonly Use[], Wanted>(
  (db, { version }) => uses(db, version.content),
  (held, wanted) => wanted.at - held.at <= KEEP_MS && held.content.version === wanted.content.version,
);

/** The uses that have a page, by slug; counted at most twice a minute. */
export async function cachedUseCases(
  db: Database,
  content: Content,
  now: number,
): Promise<ReadonlyMap<string, Use>> {
  const all = await counted.at(db, { at: now, content });
  return new Map(all.map((use) => [use.slug, use]));
}
