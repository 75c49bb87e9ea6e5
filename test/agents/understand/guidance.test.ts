import { expect, it } from 'vitest';
import { guidanceText, inOurWords, subjectOf } from '#agents/shopping/understand/guidance.ts';
import type { Content } from '#src/editorial/content.ts';

const body = `- Say "runners", not "customers".

## Race entries and bib numbers

We sell no race entries.
`;
const content = { guidance: [{ body }] } as unknown as Pick<Content, 'guidance'>;

it('finds the subject that a question holds word by word', () => {
  expect(subjectOf(content, 'do you sell bib numbers?')?.text).toBe('We sell no race entries.');
  expect(subjectOf(content, 'a bib for my race')).toBeNull();
});

it('speaks in the words of the shop', () => {
  expect(inOurWords(content, 'Customers like it.')).toBe('Runners like it.');
});

it('reaches a hosted model as it was written', () => {
  expect(guidanceText(content)).toContain('We sell no race entries.');
  expect(guidanceText({ guidance: [] })).toBe('');
});
