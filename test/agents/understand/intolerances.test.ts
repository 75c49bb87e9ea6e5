import { expect, it } from 'vitest';
import { asDenials, withoutUnbearable } from '#agents/shopping/understand/intolerances.ts';

it.each([
  ["I'm allergic to wool and mohair, a hat please", 'without wool and mohair, a hat please'],
  ['i react badly to nickel. which earrings', 'without nickel. which earrings'],
  ['pine makes my eyes itch, show me desks', 'without pine, show me desks'],
  ['lactose intolerant, any cheese', 'without lactose, any cheese'],
  ["he can't eat nuts, a cake for him", 'without nuts, a cake for him'],
])('reads what somebody cannot bear as denied: %s', (said, read) => {
  expect(asDenials(said)).toBe(read);
});

it('says by its name what a condition denies', () => {
  expect(asDenials('celiac here, which bread')).toMatch(/which bread, gluten free$/);
});

it.each(['a lamp without a shade', 'a food allergy card', 'which rug makes a room warm'])(
  'leaves other words as they are: %s',
  (text) => {
    expect(asDenials(text)).toBe(text);
  },
);

it('names no product by what somebody cannot bear', () => {
  expect(withoutUnbearable('allergic to feathers and down, a quilt without them')).not.toMatch(
    /down|feather/,
  );
});
