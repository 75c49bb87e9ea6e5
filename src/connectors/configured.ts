import type { Environment } from '#src/environment.ts';
import type { Connector } from './connector.ts';
import { shopify } from './shopify/shopify.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';

/** The other shops that the environment names. */
export function configuredConnectors(settings: Environment): readonly Connector[] {
  const { SHOPIFY_URL, SHOPIFY_TOKEN, SHOPIFY_SECRET } = settings;
  const { WOOCOMMERCE_URL, WOOCOMMERCE_KEY, WOOCOMMERCE_SECRET, WOOCOMMERCE_WEBHOOK_SECRET } = settings;
  return [
    ...(SHOPIFY_URL && SHOPIFY_TOKEN
      ? [shopify({ base: SHOPIFY_URL, token: SHOPIFY_TOKEN, secret: SHOPIFY_SECRET })]
      : []),
    ...(WOOCOMMERCE_URL && WOOCOMMERCE_KEY && WOOCOMMERCE_SECRET
      ? [
          woocommerce({
            base: WOOCOMMERCE_URL,
            key: WOOCOMMERCE_KEY,
            secret: WOOCOMMERCE_SECRET,
            webhookSecret: WOOCOMMERCE_WEBHOOK_SECRET,
          }),
        ]
      : []),
  ];
}
