import { expect, it, vi } from 'vitest';
import type { Database } from '#src/database/database.ts';
import { followVersion, type Reading } from '#src/database/follow-version.ts';

const database = (): Database => ({}) as Database; // no reading of these tests asks it anything

/** Readings that end when they are told to. */
function heldReadings() {
  const begun: (Reading<string, number> & {
    readonly end: (value: string) => void;
    readonly fail: (error: Error) => void;
  })[] = [];
  const values = followVersion<string>((_db, reading) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    begun.push({ ...reading, end: resolve, fail: reject });
    return promise;
  });
  return { values, begun };
}

it('reads once for all who ask at once, and again only for a later version', async () => {
  const { values, begun } = heldReadings();
  const db = database();
  const asked = [values.at(db, 1), values.at(db, 1)];
  begun[0]?.end('one');
  expect(await Promise.all(asked)).toEqual(['one', 'one']);
  expect(await values.at(db, 1)).toBe('one');
  const later = values.at(db, 2);
  expect(begun[1]?.before).toEqual({ value: 'one', version: 1 });
  begun[1]?.end('two');
  expect(await later).toBe('two');
  expect(await values.at(db, 1)).toBe('two');
  expect(begun).toHaveLength(2);
});

it('waits for a reading that began too early, then reads anew', async () => {
  const { values, begun } = heldReadings();
  const db = database();
  const early = values.at(db, 1);
  const late = values.at(db, 2);
  begun[0]?.end('one');
  expect(await early).toBe('one');
  await expect.poll(() => begun).toHaveLength(2);
  begun[1]?.end('two');
  expect(await late).toBe('two');
});

it('lets those who ask go on with what is held once the reading says so', async () => {
  const { values, begun } = heldReadings();
  const db = database();
  const first = values.at(db, 1);
  begun[0]?.release(); // nothing is held: of no effect
  begun[0]?.end('one');
  expect(await first).toBe('one');
  const second = values.at(db, 2);
  begun[1]?.release();
  expect(await second).toBe('one');
  expect(await values.at(db, 2)).toBe('one');
  begun[1]?.end('two');
  await expect.poll(() => values.at(db, 2)).toBe('two');
  expect(begun).toHaveLength(2);
});

it('rejects for all who wait where the reading fails, and tries again for the next', async () => {
  const { values, begun } = heldReadings();
  const db = database();
  const asked = [values.at(db, 1), values.at(db, 1)];
  begun[0]?.fail(new Error('away'));
  for (const one of asked) await expect(one).rejects.toThrow('away');
  expect(values.held(db)).toBeNull();
  const again = values.at(db, 1);
  begun[1]?.end('one');
  expect(await again).toBe('one');
});

it('keeps what is held where a released reading fails', async () => {
  const { values, begun } = heldReadings();
  const db = database();
  const first = values.at(db, 1);
  begun[0]?.end('one');
  await first;
  const second = values.at(db, 2);
  begun[1]?.release();
  begun[1]?.fail(new Error('away'));
  expect(await second).toBe('one');
  expect(await values.at(db, 2)).toBe('one');
});

it('answers what it has just read, though that is never current', async () => {
  const read = vi.fn(() => Promise.resolve('always new'));
  const values = followVersion<string>(read, () => false);
  const db = database();
  expect(await values.at(db, 1)).toBe('always new');
  expect(await values.at(db, 1)).toBe('always new');
  expect(read).toHaveBeenCalledTimes(2);
});

it('holds a value for each database', async () => {
  const values = followVersion<string>((_db, { version }) => Promise.resolve(`v${version}`));
  const [one, other] = [database(), database()];
  expect([await values.at(one, 1), await values.at(other, 2)]).toEqual(['v1', 'v2']);
  expect([values.held(one), values.held(other)]).toEqual(['v1', 'v2']);
});
