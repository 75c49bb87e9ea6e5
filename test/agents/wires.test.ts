import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '#src/shop.ts';
import { askHosted } from './ask-hosted.ts';
import { smallShop } from './small-shop.ts';
import { openaiCalls } from './wire-events.ts';
import { ANTHROPIC_WIRES, OPENAI_WIRES, type WireCase } from './wire-cases.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

describe.each([
  ['openai', OPENAI_WIRES],
  ['anthropic', ANTHROPIC_WIRES],
] as const)('a wire of the %s protocol', (provider, cases) => {
  it.each(cases.map((one) => [one.habit, one] as const))('%s', async (_, one) => {
    const { words, answer } = await askHosted(shop, provider, one.asked, one.steps);
    expect(answer.trace?.fallbackReason ?? undefined).toBe(one.because);
    // Calls side by side answer in any order.
    expect(answer.trace?.tools.toSorted()).toEqual(one.tools.toSorted());
    expect(answer.metadata?.model).toBe(one.because ? 'offline' : 'llm');
    if (one.reads === null) expect(words).toMatch(/Plover.*\$89/s);
    else expect(words).toBe(one.reads);
  });
});

it('tells a model what was wrong with a call, and nothing of the machine', async () => {
  const { requests } = await askHosted(shop, 'openai', 'tell me about the Plover', [
    { wire: openaiCalls({ name: 'product_details', args: { slugs: 'plover' } }) },
    { say: 'The Plover costs $89 exactly.' },
  ]);
  const told = JSON.stringify(requests[1]?.['messages']);
  expect(told).toContain('bad-arguments');
  expect(told).toContain('expected array');
  expect(told).not.toMatch(/node_modules|file:/);
});

it('stands in the docs with what the shopper reads of it', () => {
  const docs = readFileSync('docs/hosted-models.md', 'utf8').replaceAll(/ +/g, ' ');
  const row = ({ habit, of, reads, because }: WireCase) =>
    `| ${habit} | ${of} | ${reads ?? `the offline model’s answer (${because})`} |`;
  for (const one of [...OPENAI_WIRES, ...ANTHROPIC_WIRES]) expect(docs).toContain(row(one));
});
