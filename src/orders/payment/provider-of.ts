import type { Database } from '#src/database/database.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { testProvider } from './test-provider.ts';

/** The provider of that name: the configured one, or the test bank, which is always there; null for one that is not set up any more. */
export const providerOf = (
  db: Database,
  configured: PaymentProvider,
  name: string,
): PaymentProvider | null =>
  configured.name === name ? configured : name === 'test' ? testProvider(db) : null;
