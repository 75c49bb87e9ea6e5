import { expect, it } from 'vitest';
import { fitWeights } from '#src/affinity/fit-weights.ts';

const cases = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    // The first feature tells what was bought in nine of ten, the second is noise.
    values: Float32Array.of(at % 10 ? 1 : 0, Math.sin(at), at % 10 ? 0 : 1, Math.cos(at)),
    hidden: 0,
  }));

it('gives weight to what tells, and little to noise', () => {
  const [tells, noise] = fitWeights(cases(500), [0, 0]);
  expect(tells).toBeGreaterThan(1.5);
  expect(Math.abs(noise as number)).toBeLessThan(0.3);
});

it('stays near the first weights with few cases, and at them with none', () => {
  expect([...fitWeights([], [3, 1])]).toEqual([3, 1]);
  const [few] = fitWeights(cases(2), [-3, 1]);
  const [many] = fitWeights(cases(500), [-3, 1]);
  expect(few).toBeLessThan(-1);
  expect(many).toBeGreaterThan(1.5);
});
