import type { Database } from '#src/database/database.ts';
import type { StoreWords } from '#src/editorial/schemas.ts';
import type { Environment } from '#src/environment.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { stripeProvider, stripeTakes } from './stripe-provider.ts';
import { testProvider } from './test-provider.ts';

type Settings = Pick<Environment, 'STRIPE_SECRET_KEY' | 'STRIPE_API_BASE'>;

/**
 * How the shop is paid. A demonstration takes no real money: without a key, or with a live one, the test bank plays.
 * A shop that is open has no test bank: null until a key is set, and then checkout is closed.
 */
export function configuredPayment(
  db: Database,
  { STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: apiBase }: Settings,
  { demonstration, currency }: Pick<StoreWords, 'demonstration' | 'currency'>,
): PaymentProvider | null {
  const isLive = secretKey?.includes('_live_') ?? false;
  if (secretKey && !(demonstration && isLive) && stripeTakes(currency))
    return stripeProvider({ secretKey, apiBase });
  return demonstration ? testProvider(db) : null;
}
