import { describe, expect, it } from 'vitest';
import { framesIn } from '#agents/shopping/understand/frames.ts';
import { trainIntents } from '#agents/shopping/understand/intent-classifier.ts';
import { readExamples } from '#agents/shopping/understand/intent-examples.ts';

const classify = trainIntents(readExamples());

describe('the acts that a message asks for', () => {
  it.each([
    [
      'add the teapot to my cart and what is your return policy',
      ['add the teapot to my cart', 'what is your return policy'],
    ],
    ['can I return a used pot? does it cost anything?', []],
    ['what is your return policy', []],
    ['a teapot and a mug', []],
    ['', []],
  ])('%j: %j', (text, parts) => {
    expect(framesIn(text, classify, (part) => part)).toEqual(parts);
  });
});
