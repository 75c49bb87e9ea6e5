import { expect, it } from 'vitest';
import { wishClauses } from '#agents/shopping/understand/wish-words.ts';

it('keeps the thing that is named behind a wish for something, and no story', () => {
  const said =
    'since we moved house in spring I want something soft to kneel on in the garden, a pad or a cushion, and the dog is old';
  expect(wishClauses(said)).toContain('a pad or a cushion');
  expect(wishClauses(said)).not.toContain('dog');
});
