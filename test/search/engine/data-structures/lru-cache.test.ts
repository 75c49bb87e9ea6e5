import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lruCache } from '#src/search/engine/data-structures/lru-cache.ts';

it('forgets what was used least recently, by size', () => {
  const kept = lruCache<string, string>(10, (text) => text.length);
  kept.set('a', '1234');
  kept.set('b', '12345');
  expect(kept.get('a')).toBe('1234');
  kept.set('c', '12');
  expect(kept.has('b')).toBe(false);
  expect([kept.get('a'), kept.get('c'), kept.room()]).toEqual(['1234', '12', 4]);
});

it('keeps what alone is beyond the bound, until something else comes', () => {
  const kept = lruCache<string, string>(3, (text) => text.length);
  kept.set('a', '12345');
  expect(kept.get('a')).toBe('12345');
  kept.set('b', '1');
  expect([kept.has('a'), kept.get('b')]).toEqual([false, '1']);
});

it('stays within its bound and holds the latest, whatever is done', () => {
  const act = fc.record({
    key: fc.integer({ min: 0, max: 9 }),
    size: fc.integer({ min: 0, max: 6 }),
    isSet: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      const kept = lruCache<number, { readonly size: number }>(12, (one) => one.size);
      const told = new Map<number, { readonly size: number }>();
      for (const { key, size, isSet } of acts) {
        const value = { size };
        if (isSet) {
          kept.set(key, value);
          told.set(key, value);
          expect(kept.get(key)).toBe(value);
        } else {
          expect([undefined, told.get(key)]).toContain(kept.get(key));
        }
        const held = [...told.keys()].flatMap((one) => kept.get(one) ?? []);
        expect(held.every((one) => [...told.values()].includes(one))).toBe(true);
        expect(held.reduce((sum, one) => sum + one.size, 0)).toBe(12 - kept.room());
        expect(kept.room()).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
