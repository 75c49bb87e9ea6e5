import { expect, it } from 'vitest';
import { shareOf } from '#src/http/limits.ts';
import { mayLook } from '#src/http/local-limits.ts';

const { visitor, newcomers, address, perSeconds } = shareOf('search');
const burst = (most: number) => Math.floor((most / perSeconds) * 10);
const passed = (times: number, from: string, who: (at: number) => string | null, now = 0) =>
  Array.from({ length: times }, (_, at) =>
    mayLook('search', { address: from, visitor: who(at) }, now),
  ).filter(Boolean).length;

it('lets newcomers at one address search as fast as their share, and again as it refills', () => {
  expect(passed(5_000, 'a', () => null)).toBe(burst(newcomers));
  expect(passed(5_000, 'a', () => null, 1_000)).toBe(newcomers / perSeconds);
});

it('leaves those who are known a part that newcomers cannot use, and to each of them their own', () => {
  passed(5_000, 'b', () => null);
  expect(passed(5_000, 'b', () => 'abuser')).toBe(burst(visitor));
  expect(passed(1, 'b', () => 'neighbour')).toBe(1);
});

it('ends at the address, whoever is said to ask, and not at others', () => {
  expect(passed(5_000, 'c', (at) => `visitor ${at}`)).toBe(burst(address));
  expect(passed(1, 'd', () => null)).toBe(1);
});

it('does not count the machine itself', () => {
  expect(passed(5_000, '127.0.0.1', () => null)).toBe(5_000);
  expect(passed(5_000, '0:0:0:0::/64', () => null)).toBe(5_000);
});
