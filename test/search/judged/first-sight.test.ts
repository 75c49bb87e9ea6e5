import { expect, it } from 'vitest';
import { isBadAtFirstSight } from '#scripts/judged/measures.ts';

const judged = [1, 1, 0.5, 0.5, 0];

it('is pleased by an answer that begins well and holds half of what the best five would', () => {
  expect(isBadAtFirstSight([1, 0.5, undefined, 0], judged)).toBe(false);
});

it('is disappointed by a first product that is worth nothing, whatever follows', () => {
  expect(isBadAtFirstSight([0, 1, 1, 0.5, 0.5], judged)).toBe(true);
  expect(isBadAtFirstSight([undefined, 1, 1, 0.5, 0.5], judged)).toBe(true);
});

it('is disappointed by less than half of what there is, and by nothing at all', () => {
  expect(isBadAtFirstSight([1, 0, 0, 0, 0, 1, 0.5], judged)).toBe(true);
  expect(isBadAtFirstSight([], judged)).toBe(true);
});

it('asks no more than one product where only one answers', () => {
  expect(isBadAtFirstSight([1, 0, 0, 0, 0], [1, 0, 0])).toBe(false);
});
