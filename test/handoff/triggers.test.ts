import { afterAll, describe, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import type { Understood } from '#src/editorial/handoff-schema.ts';
import { firedRule, type Signals } from '#src/handoff/triggers.ts';
import { money } from '#src/money/money.ts';

const store = openContent('content');
const rules = store.current().handoff?.words.rules ?? [];
afterAll(() => store.close());

const signals = (some: Partial<Signals>): Signals => ({
  text: '',
  understood: [],
  misses: 0,
  cart: null,
  complaints: 0,
  confidence: 0.9,
  ...some,
});
const fired = (some: Partial<Signals>) => firedRule(rules, signals(some))?.rule.id ?? null;

describe('the shop’s own rules', () => {
  it.each<[Understood, string]>([
    ['asked', 'asked'],
    ['harmed', 'harmed'],
    ['legal', 'legal'],
    ['payment', 'payment'],
    ['order-problem', 'order-problem'],
    ['anger', 'anger'],
  ])('bring a person in for %s', (understood, rule) => {
    expect(fired({ understood: [understood] })).toBe(rule);
  });

  it.each([
    'how do I avoid an allergic reaction to wool',
    'which gel is safe with a nut allergy',
    'I was injured last year and want soft shoes',
    'do your bars contain nuts',
    'my knee hurts after long runs',
    'shoes for somebody with flat feet',
    'something for hospital nurses on their feet all day',
    'I bought the gel and liked it',
    'the shoe is too small',
    'sick of heavy shoes',
  ])('leave the assistant to: %s', (text) => {
    expect(fired({ text })).toBeNull();
  });

  it('hold only where every condition does', () => {
    const cart = money(60_000, 'USD');
    expect(fired({ cart })).toBeNull();
    expect(fired({ cart, misses: 1 })).toBe('order-value');
    expect(fired({ cart: money(10_000, 'USD'), misses: 1 })).toBeNull();
    expect(fired({ cart: money(60_000, 'EUR'), misses: 1 })).toBeNull();
    expect(fired({ complaints: 2 })).toBeNull();
    expect(fired({ complaints: 2, misses: 1 })).toBe('complained-before');
    expect(fired({ confidence: 0.05 })).toBeNull();
    expect(fired({ confidence: 0.05, misses: 1 })).toBe('low-confidence');
    expect(fired({ misses: 2 })).toBe('repeated-failure');
  });

  it('say what made them hold', () => {
    expect(firedRule(rules, signals({ misses: 3 }))?.scores).toEqual([
      { signal: 'misses', value: 3, needed: 2 },
    ]);
  });
});
