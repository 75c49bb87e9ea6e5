import { LRUCache } from 'lru-cache';
import { currentRequest } from '#src/log/request-id.ts';
import { changesOf } from './changes.ts';
import type { Database } from './database.ts';

interface Kept<Value> {
  readonly version: string;
  readonly value: Value;
}

type Read<Key, Value> = (db: Database, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;

/**
 * A reading of what pages for everybody show, whose values this process keeps while nothing that they show has changed:
 * at most `most`, those asked for longest ago go first. Outside of a request, and while a writer is about to commit,
 * everything is read anew. Nothing may be read so that is not counted in `Changes`, such as how many pieces are left.
 */
export function keptAtVersion<Key extends string | number, Value extends object | number>(
  most: number,
  read: Read<Key, Value>,
): Read<Key, Value> {
  const all = new WeakMap<Database, LRUCache<Key, Kept<Value>>>();
  return async (db, keys) => {
    if (!currentRequest() || keys.length === 0) return read(db, keys);
    const { catalogue, pages, isSettled } = await changesOf(db);
    if (!isSettled) return read(db, keys);
    const version = `${catalogue}.${pages}`;
    const own = all.get(db) ?? new LRUCache<Key, Kept<Value>>({ max: most });
    all.set(db, own);
    const found = new Map<Key, Value>();
    const missing: Key[] = [];
    for (const key of keys) {
      const kept = own.get(key);
      if (kept?.version === version) found.set(key, kept.value);
      else missing.push(key);
    }
    if (missing.length)
      for (const [key, value] of await read(db, missing)) {
        own.set(key, { version, value });
        found.set(key, value);
      }
    return found;
  };
}
