import type { Database } from '#src/database/database.ts';
import { changesOf, stillStands, type SettledChanges } from '#src/database/changes.ts';
import { followVersion } from '#src/database/follow-version.ts';
import type { Content } from '#src/editorial/content.ts';
import { uses, type Use } from '#src/use-cases/use-cases.ts';

interface Wanted {
  readonly changes: SettledChanges;
  readonly content: Content;
}

const counted = followVersion<ReadonlyMap<string, Use>, Wanted>(
  async (db, { version }) => new Map((await uses(db, version.content)).map((use) => [use.slug, use])),
  (held, wanted) =>
    stillStands(held.changes, wanted.changes) && held.content.version === wanted.content.version,
);

/** The uses that have a page, by slug; counted once a version of the catalogue and the words. */
export async function cachedUseCases(db: Database, content: Content): Promise<ReadonlyMap<string, Use>> {
  return counted.at(db, { changes: await changesOf(db), content });
}
