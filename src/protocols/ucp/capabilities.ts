import type { Content } from '#src/editorial/content.ts';
import { EXTENSIONS } from './extensions.ts';
import { namespaceOf } from './namespace.ts';
import { scopeOf } from '../oauth/scopes.ts';
import { CURRENT, type Release } from './releases.ts';

interface Capability {
  readonly name: string;
  readonly version: string;
  readonly spec: string;
  readonly schema: string;
  readonly extends?: readonly string[];
  readonly config?: object;
}

const SHOPPING = 'dev.ucp.shopping';
const CART = `${SHOPPING}.cart`;
const CHECKOUT = `${SHOPPING}.checkout`;
const SEARCH = `${SHOPPING}.catalog.search`;
const LOOKUP = `${SHOPPING}.catalog.lookup`;

/** Of the protocol's own: the page of its specification, its schema, what it extends, and since when it is there. */
const OWN: readonly (readonly [
  name: string,
  spec: string,
  schema: string,
  extends_: readonly string[],
  since: Release,
])[] = [
  [CHECKOUT, 'checkout', 'shopping/checkout', [], '2026-01-11'],
  [`${SHOPPING}.order`, 'order', 'shopping/order', [], '2026-01-11'],
  [`${SHOPPING}.discount`, 'discount', 'shopping/discount', [CHECKOUT], '2026-01-11'],
  [`${SHOPPING}.fulfillment`, 'fulfillment', 'shopping/fulfillment', [CHECKOUT], '2026-01-11'],
  [`${SHOPPING}.buyer_consent`, 'buyer-consent', 'shopping/buyer_consent', [CHECKOUT], '2026-01-11'],
  [CART, 'cart', 'shopping/cart', [], '2026-04-08'],
  [SEARCH, 'catalog/search', 'shopping/catalog_search', [], '2026-04-08'],
  [LOOKUP, 'catalog/lookup', 'shopping/catalog_lookup', [], '2026-04-08'],
];

/** What the shop can do in a release, by the names of the protocol and of its own namespace. */
export function capabilitiesOf(release: Release, site: string, content: Content): readonly Capability[] {
  const own = OWN.filter(([, , , , since]) => since <= release).map(([name, spec, schema, parents]) => ({
    name,
    version: release,
    spec: `https://ucp.dev/${release}/specification/${spec}`,
    schema: `https://ucp.dev/${release}/schemas/${schema}.json`,
    ...(parents.length
      ? { extends: [...parents, ...(name.endsWith('.discount') && release > '2026-01-11' ? [CART] : [])] }
      : {}),
  }));
  const has = { bundles: content.bundles.length > 0, loyalty: content.program !== null, replenishment: true };
  const extensions =
    release === '2026-01-11'
      ? []
      : (['bundles', 'loyalty', 'replenishment'] as const).filter((name) => has[name]);
  return [
    ...own,
    ...extensions.map((name) => ({
      name: `${namespaceOf(site)}.${name}`,
      version: '2026-11-30',
      spec: `${site}/ucp/extensions/${name}.md`,
      schema: `${site}/ucp/extensions/${name}.json`,
      extends: EXTENSIONS[name].parents,
    })),
    ...(release === CURRENT ? [identityLinking(site, release)] : []),
  ];
}

/** What an agent is told of a buyer only where they linked their account with it. */
const identityLinking = (site: string, release: Release): Capability => ({
  name: 'dev.ucp.common.identity_linking',
  version: release,
  spec: `https://ucp.dev/${release}/specification/identity-linking`,
  schema: `https://ucp.dev/${release}/schemas/common/identity_linking.json`,
  config: {
    scopes: Object.fromEntries(
      (['loyalty', 'replenishment'] as const).map((one) => [scopeOf(site, one), {}]),
    ),
  },
});

/** The same as a release writes it: a list in the first, by name in later ones; with `told` only name and version. */
export function writeCapabilities(
  release: Release,
  all: readonly Capability[],
  told: 'whole' | 'names',
): unknown {
  const one = ({ name, version, spec, schema, extends: parents, config }: Capability) => ({
    ...(release === '2026-01-11' ? { name } : {}),
    version,
    ...(told === 'whole' ? { spec, schema, ...(config ? { config } : {}) } : {}),
    ...(parents ? { extends: parents.length === 1 || release === '2026-01-11' ? parents[0] : parents } : {}),
  });
  return release === '2026-01-11'
    ? all.map(one)
    : Object.fromEntries(all.map((capability) => [capability.name, [one(capability)]]));
}
