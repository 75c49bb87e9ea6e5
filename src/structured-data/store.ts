import type {
  OfferShippingDetails,
  OnlineStore,
  ShippingConditions,
  ShippingService,
  WebSite,
} from 'schema-dts';
import type { Content } from '#src/editorial/content.ts';
import type { PolicyWords, StoreWords } from '#src/editorial/schemas.ts';
import { COURSE } from '#src/look/themes.ts';
import { shippingRate } from '#src/fulfilment/delivery-promise.ts';
import type { Product } from '#src/catalog/product.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import type { Money } from '#src/money/money.ts';
import { slugOf } from '#src/catalog/slug.ts';
import { memberProgramNode } from './member-program.ts';
import { absolute, type PageGraph } from './json-ld.ts';

type Shipping = Extract<PolicyWords, { kind: 'shipping' }>;
type Service = Shipping['services'][number];
type Returns = Extract<PolicyWords, { kind: 'returns' }>;

/** The shop's logo, else the small picture that stands for it. */
const logoPath = ({ look }: StoreWords): string =>
  look?.theme === COURSE ? '/favicon.svg' : `/look/${look?.logo ?? look?.favicon ?? 'icon.svg'}`;

/**
 * The nodes every page carries: the store with its return policy, and the site with its search. The rewards program is
 * told on pages that speak of it only: elsewhere it would be weight.
 */
export function storeNodes(site: string, content: Content, tellsProgram = false): PageGraph {
  const { store } = content;
  const returns = returnsPolicy(content);
  const shipping = shippingPolicy(content);
  const program = tellsProgram ? memberProgramNode(site, content) : null;
  const shop: OnlineStore = {
    '@type': 'OnlineStore',
    '@id': absolute(site, '/#store'),
    name: store.name,
    description: store.description,
    url: absolute(site, '/'),
    logo: absolute(site, logoPath(store)),
    email: store.contact.email,
    ...(store.contact.phone ? { telephone: store.contact.phone } : {}),
    address: addressOf(store),
    legalName: store.legal.company,
    contactPoint: {
      '@type': 'ContactPoint',
      contactType: 'customer service',
      email: store.contact.email,
      ...(store.contact.phone ? { telephone: store.contact.phone } : {}),
    },
    ...(returns ? { hasMerchantReturnPolicy: { '@id': absolute(site, '/#returns') } } : {}),
    ...(program ? { hasMemberProgram: program } : {}),
    ...(shipping ? { hasShippingService: shipping.services.map(serviceNode) } : {}),
  };
  const website: WebSite = {
    '@type': 'WebSite',
    '@id': absolute(site, '/#website'),
    name: store.name,
    url: absolute(site, '/'),
    inLanguage: store.locale,
    publisher: { '@id': absolute(site, '/#store') },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${absolute(site, '/search')}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    } as never,
  };
  return [shop, website, ...(returns ? [returnsNode(site, returns)] : [])];
}

/** In parts where the merchant gives them; one line is never taken apart by guess. */
function addressOf({ contact: { address, postal }, country }: Content['store']) {
  if (!postal) return address;
  const { street, city, region, postalCode } = postal;
  return {
    '@type': 'PostalAddress',
    streetAddress: street,
    addressLocality: city,
    ...(region ? { addressRegion: region } : {}),
    ...(postalCode ? { postalCode } : {}),
    addressCountry: country,
  } as const;
}

/** A service with its conditions: the rate, and from which order value it is nothing. */
function serviceNode(service: Service): ShippingService {
  const [value = '0', currency = ''] = service.rate.split(' ');
  const [freeFrom] = service.freeFrom?.split(' ') ?? [];
  const shippingDestination = service.countries.map(
    (addressCountry) => ({ '@type': 'DefinedRegion', addressCountry }) as const,
  );
  const condition = (rate: string, minValue?: string): ShippingConditions => ({
    '@type': 'ShippingConditions',
    shippingDestination,
    ...(minValue ? { orderValue: { '@type': 'MonetaryAmount', minValue: Number(minValue), currency } } : {}),
    shippingRate: { '@type': 'MonetaryAmount', value: rate, currency },
    transitTime: period(service.transitDays),
  });
  return {
    '@type': 'ShippingService',
    name: service.name,
    handlingTime: period(service.handlingDays),
    shippingConditions: freeFrom ? [condition(value), condition('0', freeFrom)] : [condition(value)],
  };
}

const period = ([minValue, maxValue]: readonly [number, number]) =>
  ({
    '@type': 'ServicePeriod',
    duration: { '@type': 'QuantitativeValue', minValue, maxValue, unitCode: 'DAY' },
  }) as const;

/** How the shop delivers: a node for each service, and one for each that is free from an order value. */
export function deliveryNodes(site: string, content: Content): PageGraph {
  const services = shippingPolicy(content)?.services ?? [];
  return services.flatMap((service) => {
    const [value = '0', currency = ''] = service.rate.split(' ');
    const paid = deliveryNode(service, deliveryId(site, service, false), value, currency);
    return service.freeFrom
      ? [paid, deliveryNode(service, deliveryId(site, service, true), '0.00', currency)]
      : [paid];
  });
}

/** References to the delivery nodes that hold for goods of that price, sent alone. */
export const deliveryOf = (site: string, policy: Shipping, price: Money) =>
  policy.services.map((service) => ({
    '@id': deliveryId(
      site,
      service,
      shippingRate(service, price)?.minor === 0 && service.freeFrom !== undefined,
    ),
  }));

const deliveryId = (site: string, service: Service, free: boolean): string =>
  absolute(site, `/#delivery-${slugOf(service.name)}${free ? '-free' : ''}`);

function deliveryNode(service: Service, id: string, value: string, currency: string): OfferShippingDetails {
  const days = ([minValue, maxValue]: readonly [number, number]) =>
    ({ '@type': 'QuantitativeValue', minValue, maxValue, unitCode: 'DAY' }) as const;
  return {
    '@type': 'OfferShippingDetails',
    '@id': id,
    name: service.name,
    shippingRate: { '@type': 'MonetaryAmount', value, currency },
    shippingDestination: service.countries.map(
      (addressCountry) => ({ '@type': 'DefinedRegion', addressCountry }) as const,
    ),
    deliveryTime: {
      '@type': 'ShippingDeliveryTime',
      handlingTime: days(service.handlingDays),
      transitTime: days(service.transitDays),
    },
  };
}

const REFUNDS = {
  full: 'https://schema.org/FullRefund',
  'store-credit': 'https://schema.org/StoreCreditRefund',
  exchange: 'https://schema.org/ExchangeRefund',
} as const;

/** The policy node of an offer: the store's own, or the one of goods that come back otherwise. */
export const returnsIdOf = (site: string, policy: Returns, product: Returned): string =>
  returnsNodeOf(site, policy, product)?.['@id'] ?? absolute(site, '/#returns');

/** How a product comes back, where that is otherwise than everything else; null where the store's own node holds. */
export function returnsNodeOf(site: string, policy: Returns, product: Returned) {
  const { takesBack, says } = returnsOf(policy, product);
  if (takesBack === 'any' || policy.windowDays === 0) return null;
  return {
    ...returnsNode(site, takesBack === 'never' ? { ...policy, windowDays: 0 } : policy),
    '@id': absolute(site, `/#returns-${takesBack}`),
    ...(says ? { description: says } : {}),
    ...(takesBack === 'unused' ? { itemCondition: 'https://schema.org/NewCondition' } : {}),
  } as const;
}

type Returned = Pick<Product, 'slug' | 'categorySlugs'>;

function returnsNode(site: string, policy: Returns) {
  const fee = policy.fee === 'free' ? null : policy.fee.split(' ');
  const common = {
    '@type': 'MerchantReturnPolicy',
    '@id': absolute(site, '/#returns'),
    applicableCountry: policy.countries,
    merchantReturnLink: absolute(site, '/policies/returns'),
  } as const;
  if (policy.windowDays === 0)
    return { ...common, returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted' } as const;
  return {
    ...common,
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: policy.windowDays,
    returnMethod:
      policy.method === 'store' ? 'https://schema.org/ReturnInStore' : 'https://schema.org/ReturnByMail',
    returnFees: fee ? 'https://schema.org/ReturnShippingFees' : 'https://schema.org/FreeReturn',
    ...(fee
      ? {
          returnShippingFeesAmount: {
            '@type': 'MonetaryAmount',
            value: fee[0] ?? '0',
            currency: fee[1] ?? '',
          } as const,
        }
      : {}),
    ...(policy.refund ? { refundType: REFUNDS[policy.refund] } : {}),
  } as const;
}
