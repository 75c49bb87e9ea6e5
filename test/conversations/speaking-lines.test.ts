import { expect, it } from 'vitest';
import type { Product } from '#src/catalog/product.ts';
import { speakingLines } from '#src/conversations/speaking-lines.ts';
import type { Content } from '#src/editorial/content.ts';

const whisk = {
  slug: 'reed-whisk',
  title: 'Reed Whisk',
  description:
    'Eighty tines of split bamboo. Not for a dishwasher. Is it for soup? The Bell Whisk foams more.',
  productType: 'Whisk',
  categoryPath: ['Tea'],
  tags: ['matcha'],
  attributes: [{ key: 'use', label: 'Use', kind: 'words', values: ['thin tea'] }],
} as unknown as Product;

const words = {
  answer: 'A whisk for thin tea every morning.',
  whoFor: ['People who whisk one bowl a day'],
  notFor: ['Thick tea for a ceremony'],
  useCases: [{ use: 'thin tea', why: 'The tines bend and come back.' }],
  pros: ['Foams in ten strokes'],
  cons: ['Wears out in a year'],
  faqs: [{ question: 'Can I use it for thick tea?', answer: 'No.' }],
};
const content = {
  productWords: (slug: string) => (slug === 'reed-whisk' ? { words } : null),
} as unknown as Content;

const said = speakingLines(content, whisk, ['Reed Whisk', 'Bell Whisk']).map(({ text }) => text);

it('speaks with uses, whom it is for, what is good about it, facts and its description', () => {
  expect(said).toEqual(
    expect.arrayContaining([
      'The tines bend and come back.',
      'For people who whisk one bowl a day',
      'Foams in ten strokes',
      'A whisk for thin tea every morning.',
      'Eighty tines of split bamboo.',
      'Use: thin tea',
    ]),
  );
});

it.each(['ceremony', 'Wears out', 'dishwasher', '?', 'Bell Whisk'])('never says %s', (word) => {
  expect(said.filter((text) => text.includes(word))).toEqual([]);
});

it('speaks from the catalogue alone where nobody has written words', () => {
  const bare = speakingLines({ productWords: () => null } as unknown as Content, whisk, []);
  expect(bare.map(({ text }) => text)).toContain('Eighty tines of split bamboo.');
});
