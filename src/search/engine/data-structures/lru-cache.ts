/** A map that forgets what was used least recently where it would grow beyond a bound; the last one put in stays. */
export interface LruCache<Key, Value> {
  /** What it may still take before it forgets. */
  room(): number;
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): void;
}

/** `sizeOf` tells a value's share of the bound `most`; default: each counts one. */
export function lruCache<Key, Value>(
  most: number,
  sizeOf: (value: Value) => number = () => 1,
): LruCache<Key, Value> {
  const kept = new Map<Key, Value>();
  let size = 0;
  function drop(key: Key): void {
    const old = kept.get(key);
    if (old === undefined) return;
    size -= sizeOf(old);
    kept.delete(key);
  }
  return {
    room: () => most - size,
    has: (key) => kept.has(key),
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      drop(key);
      kept.set(key, value);
      size += sizeOf(value);
      for (const oldest of kept.keys()) {
        if (size <= most || oldest === key) return;
        drop(oldest);
      }
    },
  };
}
