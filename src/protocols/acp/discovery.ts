import type { Counter } from '../ucp/ask.ts';
import { handlersOf } from '../ucp/payment-handlers.ts';
import { BASE, VERSION } from './version.ts';

/** What agents find at /.well-known/acp.json. */
export const acpDiscovery = ({ content: { store }, site, payment }: Counter) => ({
  protocol: {
    name: 'acp',
    version: VERSION,
    supported_versions: [VERSION],
    documentation_url: `${site}/llms.txt`,
  },
  api_base_url: `${site}${BASE}`,
  transports: ['rest'],
  capabilities: {
    services: ['checkout', ...(handlersOf(payment, site).length ? ['delegate_payment'] : [])],
    extensions: [{ name: 'discount' }],
    supported_currencies: [store.currency.toLowerCase()],
    supported_locales: [store.locale],
  },
});
