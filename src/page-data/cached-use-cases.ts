import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { uses, type Use } from '#src/use-cases/use-cases.ts';

const KEEP_MS = 30_000; // which uses have a page may be half a minute old
const kept = new WeakMap<
  Database,
  { readonly at: number; readonly version: string; readonly all: Promise<readonly Use[]> }
>();

/** The uses that have a page, by slug; counted at most twice a minute. */
export async function cachedUseCases(
  db: Database,
  content: Content,
  now: number,
): Promise<ReadonlyMap<string, Use>> {
  let known = kept.get(db);
  if (!known || now - known.at > KEEP_MS || known.version !== content.version) {
    known = { at: now, version: content.version, all: uses(db, content) };
    kept.set(db, known);
    known.all.catch(() => kept.delete(db));
  }
  return new Map((await known.all).map((use) => [use.slug, use]));
}
