import { describe, expect, it } from 'vitest';
import { requestedKit } from '#src/bundles/requested-kit.ts';
import type { KitWords } from '#src/editorial/kit-schema.ts';

describe('the budget in the address of a kit', () => {
  const budgetOf = (written: string) =>
    requestedKit(
      'first-race',
      { roles: [] } as unknown as KitWords,
      new URLSearchParams({ budget: written }),
      'EUR',
    );

  it.each(['1299', '1299.00', '1,299.00', '1.299,00', '€1,299', '1.299,00 €', '1299 EUR'])(
    'is read from %s',
    (written) => {
      expect(budgetOf(written).request.budget).toEqual({ minor: 129_900, currency: 'EUR' });
    },
  );

  it.each(['free', '-5', '0', '1.2.3'])('is none in %s, and the page says so', (written) => {
    expect(budgetOf(written).request.budget).toBeNull();
    expect(budgetOf(written).problem).toContain('amount above zero');
  });
});
