import { describe, expect, it } from 'vitest';
import { kitSizesStated, statedSizes } from '#agents/shopping/understand/kit-sizes.ts';

const known = {
  shoe: ['US M 9', 'US M 10', 'US W 8.5', 'US W 9'],
  clothing: ['S', 'M', 'XL', 'S/M', 'L/XL'],
};

describe('sizes said of a kit', () => {
  it.each([
    ['shoe size 9, clothing medium', { shoe: 'US M 9', clothing: 'M' }],
    ["I'm a medium and wear a 9", { shoe: 'US M 9', clothing: 'M' }],
    ["women's 8.5 and an extra large top", { shoe: 'US W 8.5', clothing: 'XL' }],
    ['10 in shoes', { shoe: 'US M 10' }],
    ['large please', { clothing: 'L' }],
    ["men's 10", { shoe: 'US M 10' }],
    ['men’s 10 and a large', { shoe: 'US M 10', clothing: 'L' }],
    ['US M 10', { shoe: 'US M 10' }],
    ['M 10', { shoe: 'US M 10' }],
    ['women 9', { shoe: 'US W 9' }],
    ['EU 44', { shoe: 'US M 10' }],
    ['size 9 with 180 for all of it', { shoe: 'US M 9' }],
    ['a budget of -9', {}],
    ['under $9', {}],
    ['a run of 9 miles', {}],
    ['I have a vest', {}],
    ['size 17', {}],
  ])('%s', (text, sizes) => {
    expect(kitSizesStated(statedSizes(text), known)).toEqual(sizes);
  });
});
