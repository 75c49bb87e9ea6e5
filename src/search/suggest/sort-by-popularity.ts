import { setImmediate as pause } from 'node:timers/promises';

/**
 * The places of products, best sold first, then best rated, then as they were given: as `popularity desc, rating desc`
 * is. Other questions are answered between its steps.
 */
export async function sortByPopularity(popularity: Float32Array, rating: Float32Array): Promise<Uint32Array> {
  // The bits of two positive floats stand in the order of the numbers.
  const fame = new Uint32Array(popularity.map((one) => (one > 0 ? one : 0)).buffer);
  const keys = [
    // Least telling first; each sorting keeps the order of the one before among equals.
    new Uint16Array(rating.map((one) => (one > 0 ? Math.min(5, one) * 1_000 : 0))),
    new Uint16Array(fame),
    new Uint16Array(fame.map((one) => one >>> 16)),
  ];
  let order = new Uint32Array(fame.length).map((_, at) => at);
  for (const key of keys) {
    await pause();
    order = sortedBy(order, key);
  }
  return order;
}

const KEYS = 2 ** 16;

/** A stable counting sort, greatest first. */
function sortedBy(order: Uint32Array, key: Uint16Array): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(KEYS + 1);
  for (const one of key) next[KEYS - one] = (next[KEYS - one] ?? 0) + 1;
  for (let at = 0; at < KEYS; at += 1) next[at + 1] = (next[at + 1] ?? 0) + (next[at] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const place of order) {
    const slot = KEYS - 1 - (key[place] ?? 0);
    const at = next[slot] ?? 0;
    sorted[at] = place;
    next[slot] = at + 1;
  }
  return sorted;
}
