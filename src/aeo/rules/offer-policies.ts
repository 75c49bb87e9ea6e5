import { linked, nameOf, nodesOf, values } from '../graph.ts';
import { offered } from '../offers.ts';
import type { Rule } from '../rule.ts';

export const offerPolicies: Rule = {
  id: 'offer-policies',
  title: 'Every offer says how it is sent and how it comes back',
  severity: 'warning',
  why: 'Delivery and returns are the two questions an assistant asks before it names a shop.',
  check: ({ graph }) => {
    const store = nodesOf(graph, 'Organization');
    const orgReturns = store.some((one) => linked(graph, one, 'hasMerchantReturnPolicy').length);
    const orgShipping = store.some((one) => values(one, 'hasShippingService').length);
    return offered(graph).flatMap(({ product, offer }) => {
      const missing = [
        ...(orgShipping || values(offer, 'shippingDetails').length ? [] : ['shippingDetails']),
        ...(orgReturns || values(offer, 'hasMerchantReturnPolicy').length ? [] : ['hasMerchantReturnPolicy']),
      ];
      return missing.map((name) => ({
        where: nameOf(product),
        found: `Its offer has no ${name}, and neither has the store.`,
        fix: 'Write the policy in the policies folder; every offer then refers to it.',
      }));
    });
  },
};
