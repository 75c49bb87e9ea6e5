import {
  isReference,
  listOf,
  nodesOf,
  idOf,
  property,
  textIn,
  textOf,
  typesOf,
  type Node,
} from './json-ld.ts';
import type { FeedRow, RawMeasure, RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import { stockOfWord } from '#src/catalog/import/values/stock-words.ts';

export type SchemaOffer = Node;

const NO_OFFER: SchemaOffer = {};
const PRICE_BEFORE = /ListPrice|StrikethroughPrice|SRP|MSRP/;

/**
 * The offers of a product that are variants of their own: all with distinct SKUs, else the first that is priced. An AggregateOffer
 * is its offers, or one at its low price. Never empty: a product without an offer is judged as one without a price.
 */
export function offersOf(product: Node, separate: readonly Node[]): readonly [SchemaOffer, ...SchemaOffer[]] {
  const own = nodesOf(property(product, 'offers'));
  const ids = new Set([idOf(product), ...own.filter(isReference).map(idOf)].filter(Boolean));
  const pointed = separate.filter(
    (offer) => ids.has(idOf(offer)) || ids.has(idOf(property(offer, 'itemOffered'))),
  );
  const all = [...own.filter((one) => !isReference(one)), ...pointed].flatMap((offer) => {
    const inner = nodesOf(property(offer, 'offers')).filter((one) => !isReference(one));
    return typesOf(offer).includes('AggregateOffer') && inner.length
      ? inner.map((one) => ({ priceCurrency: property(offer, 'priceCurrency'), ...one }))
      : [offer];
  });
  const skus = new Set(all.map((offer) => textIn(offer, 'sku')).filter(Boolean));
  if (all.length > 1 && skus.size === all.length) return all as unknown as [SchemaOffer, ...SchemaOffer[]];
  return [all.find((offer) => priceOf(offer).amount) ?? all[0] ?? NO_OFFER];
}

function priceOf(offer: SchemaOffer): {
  readonly amount: string;
  readonly currency: string;
  readonly before: string;
} {
  const specs = nodesOf(property(offer, 'priceSpecification'));
  const isBefore = (spec: Node) =>
    PRICE_BEFORE.test(textOf(property(spec, 'priceType')) || idOf(property(spec, 'priceType')));
  const now = specs.find((spec) => !isBefore(spec));
  const before = specs.find(isBefore);
  const text = textIn(offer, 'price', 'lowPrice') || (now ? textIn(now, 'price') : '');
  const currency = textIn(offer, 'priceCurrency') || (now ? textIn(now, 'priceCurrency') : '');
  return { amount: text, currency, before: before ? textIn(before, 'price') : '' };
}

/** What an offer and its product say about one variant. `of` is how many variants the product has. */
export function offerVariant(
  { file, line, data, key }: FeedRow<Node>,
  offer: SchemaOffer,
  currency: string,
  of: number,
): Omit<RawVariant, 'options' | 'facts' | 'weight' | 'imageUrl'> {
  const price = priceOf(offer);
  const inventory = nodesOf(property(offer, 'inventoryLevel'))[0];
  const availability = listOf(property(offer, 'availability'))[0];
  const anyGtin = ['gtin', 'gtin13', 'gtin12', 'gtin14', 'gtin8'];
  return {
    file,
    line,
    sku: textIn(offer, 'sku') || textIn(data, 'sku', 'productID') || (of > 1 ? idOf(data) : key),
    gtin: textIn(offer, ...anyGtin) || textIn(data, ...anyGtin),
    mpn: textIn(offer, 'mpn') || textIn(data, 'mpn'),
    price: price.amount,
    priceField: 'offers.price',
    compareAt: price.before,
    priceUntil: textIn(offer, 'priceValidUntil'),
    currency: price.currency || currency,
    currencyNeeded: true,
    measure: measureIn(offer),
    stock: {
      ...stockOfWord(
        idOf(availability) || textOf(availability),
        inventory ? textIn(inventory, 'value') || null : textIn(offer, 'inventoryLevel') || null,
      ),
      availableFrom: textIn(offer, 'availabilityStarts'),
    },
  };
}

/** schema.org tells a unit price as a price for a reference quantity; the pack itself is the quantity's `valueReference`. */
function measureIn(offer: SchemaOffer): RawMeasure | null {
  for (const spec of nodesOf(property(offer, 'priceSpecification'))) {
    const base = nodesOf(property(spec, 'referenceQuantity'))[0];
    const pack = base ? nodesOf(property(base, 'valueReference'))[0] : undefined;
    if (!base || !pack) continue;
    const unit = (node: Node) => textIn(node, 'unitText') || CODES[textIn(node, 'unitCode')] || '';
    return {
      amount: textIn(pack, 'value'),
      unit: unit(pack),
      baseAmount: textIn(base, 'value'),
      baseUnit: unit(base),
    };
  }
  return null;
}

const CODES: Readonly<Record<string, string>> = {
  MLT: 'ml',
  LTR: 'l',
  GRM: 'g',
  KGM: 'kg',
  MTR: 'm',
  C62: 'ct',
};
