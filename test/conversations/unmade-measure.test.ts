import { expect, it } from 'vitest';
import { unmadeMeasures } from '#src/conversations/unmade-measure.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';

const cord = {
  options: [
    { name: 'Length', values: ['14 Inches', '16 Inches', '20 Inches'] },
    { name: 'Color', values: ['Ink'] },
  ],
};

it('tells a measure that a product does not come in, in a unit in which it comes in several', () => {
  expect(unmadeMeasures(cord, 'and 26 inch?')).toEqual([{ option: 'Length', values: ['26 inch'] }]);
  expect(unmadeMeasures(cord, '16" or 20 inches')).toEqual([]);
  expect(unmadeMeasures(cord, 'for a table of 2 m, 3 pieces')).toEqual([]);
});

it('reads a value by its unit, whichever way that is spelt', () => {
  expect(statedOptions(cord, 'the 20 inch one').get('Length')).toEqual(['20 Inches']);
  const shirt = { options: [{ name: 'Size', values: ['S', 'M'] }] };
  expect(statedOptions(shirt, 'put the second one in my basket').size).toBe(0);
});
