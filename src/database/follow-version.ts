import { answerIsBehind } from './changes.ts';
import type { Database } from './database.ts';
import { withPatience } from './patience.ts';

/** A value made from the database that this process holds while its version stands; one for each database. */
export interface Followed<Value, Version> {
  /**
   * The value as of that version or a later one: what is held, or what one reading for all who ask at once finds.
   * Rejects where that reading fails; the next call tries again.
   */
  at(db: Database, version: Version): Promise<Value>;
  /** What is held, whatever its version; null where nothing was read yet. */
  held(db: Database): Value | null;
}

export interface Reading<Value, Version> {
  readonly version: Version;
  /** What is held of an earlier version; a reading may change it in place and answer it. */
  readonly before: { readonly value: Value; readonly version: Version } | null;
  /** Lets those who ask go on with what is held while the reading lasts; of no effect where nothing is held. */
  release(): void;
}

interface Held<Value, Version> {
  before: { readonly value: Value; readonly version: Version } | null;
  reading: { readonly ended: Promise<void>; readonly released: Promise<void> } | null;
  failedAt: number;
}

const AGAIN_MS = 60_000; // after a released reading that failed: nobody waits for it, and what is held still stands

/**
 * Follows a version that grows in the database. `isCurrent` tells whether a held version, and what was read of it, serves
 * a wanted one; default: it is no smaller.
 */
export function followVersion<Value, Version = number>(
  read: (db: Database, reading: Reading<Value, Version>) => Promise<Value>,
  isCurrent: (held: Version, wanted: Version, value: Value) => boolean = (held, wanted) => held >= wanted,
): Followed<Value, Version> {
  const all = new WeakMap<Database, Held<Value, Version>>();
  const of = (db: Database): Held<Value, Version> => {
    const own = all.get(db) ?? { before: null, reading: null, failedAt: -Infinity };
    all.set(db, own);
    return own;
  };

  function begin(db: Database, own: Held<Value, Version>, version: Version): void {
    const { promise: released, resolve } = Promise.withResolvers<void>();
    let isReleased = false;
    const release = () => {
      if (!own.before) return;
      isReleased = true;
      resolve();
    };
    // Whoever asked first reads for everybody, and what is read may be the whole catalogue.
    const ended = withPatience('reading', () => read(db, { version, before: own.before, release }))
      .then((value) => {
        own.before = { value, version };
      })
      .catch((error: unknown) => {
        if (!isReleased) throw error;
        own.failedAt = performance.now();
      })
      .finally(() => {
        own.reading = null;
      });
    own.reading = { ended, released };
  }

  function behind(value: Value): Value {
    answerIsBehind();
    return value;
  }

  return {
    held: (db) => of(db).before?.value ?? null,
    async at(db, version) {
      const own = of(db);
      for (;;) {
        const { before } = own;
        if (before && isCurrent(before.version, version, before.value)) return before.value;
        if (before && performance.now() - own.failedAt < AGAIN_MS) return behind(before.value);
        const isOwn = !own.reading;
        if (isOwn) begin(db, own, version);
        const { reading } = own;
        if (!reading) continue;
        const isReleased = await Promise.race([
          reading.ended.then(() => false),
          reading.released.then(() => true),
        ]);
        if (isReleased && own.before) return behind(own.before.value);
        if (isOwn && own.before) return own.before.value;
      }
    },
  };
}
