import { expect, it } from 'vitest';
import { unanswered } from '#agents/shopping/run/unanswered.ts';
import type { ToolResult } from '#agents/shopping/tool-results/tool-result.ts';

const content = (passages: number) =>
  ({
    tool: 'answer_from_content',
    answer: { passages: Array.from({ length: passages }) },
  }) as unknown as ToolResult;
const search = (total: number) => ({ tool: 'search_products', answer: { total } }) as unknown as ToolResult;
const cart = { tool: 'view_cart', answer: {} } as unknown as ToolResult;

it.each([
  ['nothing was looked for', [], null],
  ['the words say it', [content(1)], null],
  ['the words do not say it', [content(0)], 'not-known'],
  ['nothing fits', [search(0)], 'nothing-found'],
  ['something fits beside a question the words do not answer', [content(0), search(3)], null],
  ['neither words nor shelves have it', [search(0), content(0)], 'not-known'],
  ['something was done', [cart], null],
  ['a call was refused', [{ tool: null, answer: { refusal: 'failed' } } as ToolResult], null],
] as const)('counts a turn as unanswered or not where %s', (_, results, because) => {
  expect(unanswered(results)).toBe(because);
});
