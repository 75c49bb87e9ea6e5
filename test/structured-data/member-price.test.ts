import { expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { memberProgramNode } from '#src/structured-data/member-program.ts';

it('names every tier with what it gives and from when, as the program says', () => {
  const content = openContent('content');
  const node = memberProgramNode('https://shop.example', content.current()) as unknown as {
    hasTiers: readonly Record<string, unknown>[];
  };
  content.close();
  expect(node.hasTiers.map((tier) => [tier['name'], tier['membershipPointsEarned']])).toEqual([
    ['Starter', 1],
    ['Steady', 1.25],
    ['Long Way', 1.5],
  ]);
  expect(node.hasTiers[1]).toMatchObject({
    hasTierRequirement: { '@type': 'MonetaryAmount', value: 250, currency: 'USD' },
    hasTierBenefit: [
      'https://schema.org/TierBenefitLoyaltyPrice',
      'https://schema.org/TierBenefitLoyaltyPoints',
    ],
  });
});
