import type { Content } from '#src/editorial/content.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import type { ShopKey } from '../agents/shop-key.ts';
import { capabilitiesOf, writeCapabilities } from './capabilities.ts';
import { handlersOf, listHandlers, writeHandlers } from './payment-handlers.ts';
import { baseOf, RELEASES, type Release } from './releases.ts';

export interface ProfileOf {
  readonly site: string;
  readonly content: Content;
  readonly payment: PaymentProvider | null;
  readonly key: ShopKey;
  /** Whether it names the other releases: a release's own profile speaks of itself alone. */
  readonly isRoot: boolean;
}

const SHOPPING = 'dev.ucp.shopping';

/** What the shop publishes of itself in a release: what it can do, where, how it is paid, and by which key it is known. */
export function profileOf(
  { site, content, payment, key, isRoot }: ProfileOf,
  release: Release,
): Record<string, unknown> {
  const capabilities = writeCapabilities(release, capabilitiesOf(release, site, content), 'whole');
  const handlers = handlersOf(payment, site);
  const spec = `https://ucp.dev/${release}/specification/overview`;
  const rest = {
    endpoint: `${site}${baseOf(release)}`,
    schema: `https://ucp.dev/${release}/services/shopping/rest.openapi.json`,
  };
  const mcp = {
    endpoint: `${site}${baseOf(release)}/mcp`,
    schema: `https://ucp.dev/${release}/services/shopping/mcp.openrpc.json`,
  };
  if (release === '2026-01-11')
    return {
      ucp: {
        version: release,
        services: { [SHOPPING]: { version: release, spec, rest, mcp } },
        capabilities,
      },
      payment: { handlers: listHandlers(handlers) },
      signing_keys: [key],
    };
  const service = (transport: string, at: object) => ({ version: release, transport, spec, ...at });
  const others = RELEASES.filter((one) => one !== release);
  return {
    ucp: {
      version: release,
      status: 'success',
      ...(isRoot
        ? {
            supported_versions: Object.fromEntries(
              others.map((one) => [one, `${site}${baseOf(one)}/.well-known/ucp`]),
            ),
          }
        : {}),
      services: { [SHOPPING]: [service('mcp', mcp), service('rest', rest)] },
      capabilities,
      payment_handlers: writeHandlers(handlers, release, 'whole'),
    },
    keys: [key],
    ...(release === '2026-04-08' ? { signing_keys: [key] } : {}),
  };
}
