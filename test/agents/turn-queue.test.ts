import { describe, expect, it } from 'vitest';
import { takePlace } from '#agents/shopping/turn-queue.ts';

const never = new AbortController().signal;
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('places for turns', () => {
  it('are given to few at once, then in the order of coming', async () => {
    const order: number[] = [];
    const first = await Promise.all([takePlace(never), takePlace(never), takePlace(never)]);
    const later = [1, 2].map(async (name) => {
      const leave = await takePlace(never);
      order.push(name);
      return leave;
    });
    await soon();
    expect(order).toEqual([]);
    first[0]();
    await soon();
    expect(order).toEqual([1]);
    // Left twice is left once.
    first[0]();
    await soon();
    expect(order).toEqual([1]);
    first[1]();
    await soon();
    expect(order).toEqual([1, 2]);
    first[2]();
    for (const leave of await Promise.all(later)) leave();
  });

  it('let go of whoever does not wait any longer', async () => {
    const held = await Promise.all([takePlace(never), takePlace(never), takePlace(never)]);
    const gone = new AbortController();
    const waiting = takePlace(gone.signal);
    gone.abort();
    const leave = await waiting;
    leave();
    for (const one of held) one();
    const again = await takePlace(never);
    again();
  });
});
