import { plural } from './plural.ts';
export const reviews = {
  count: (count: number) => plural(count, { one: '1 review', other: `${count} reviews` }),
  stars: (stars: number) => `${stars} of 5 stars`,
  demonstrationCount: (count: number) =>
    plural(count, { one: '1 demonstration review', other: `${count} demonstration reviews` }),
  demonstrationTitle: 'Demonstration reviews',
  title: 'Reviews',
  fiveFrom: (count: string) => `of 5 from ${count}`,
  asStated: 'as the catalogue states it; their words are not here.',
  nobody: (isRated: boolean) =>
    `${isRated ? '' : 'Nobody has reviewed it yet. '}We ask for a review after an order; nobody else can write one here.`,
  ownersDemo: 'What the demonstration reviews say',
  owners: 'What owners say',
};
