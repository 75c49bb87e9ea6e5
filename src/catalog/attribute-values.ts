import type { Attribute, Product, Variant } from './product.ts';
import { COLOUR, colourKeyRank, coloursIn } from '#src/language/colors.ts';
import { isAnotherDimension, toBase } from '#src/language/units.ts';

/** One thing a limit can be checked against. `variantId` 0: it holds for every variant of the product. */
export interface AttributeValue {
  readonly productId: number;
  readonly variantId: number;
  readonly key: string;
  readonly label: string;
  /** In the base unit of its dimension where the key has a unit. */
  readonly number: number | null;
  /** As the merchant wrote it; compared in lower case. */
  readonly word: string | null;
  readonly flag: boolean | null;
  readonly isOption: boolean;
}

const LONGEST_WORD = 80; // longer values are prose: found by the words in them, not picked as a limit

/** The key of an option: its name as attributes are keyed, `Frame color` gives `frame_color`. */
const optionKey = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');

/**
 * Every fact of a product. A variant's own attribute replaces the product's of the same key. The colour of each
 * variant, whatever key tells it, is repeated under `color` together with the plain colours it holds.
 * `unitOfKey` gives the unit of keys whose rows state none.
 */
export function attributeValuesOf(
  product: Product,
  unitOfKey: (key: string) => string | null,
): readonly AttributeValue[] {
  const own = new Set(product.variants.flatMap((variant) => variant.attributes.map((one) => one.key)));
  const facts: AttributeValue[] = product.attributes
    .filter((attribute) => !own.has(attribute.key))
    .flatMap((attribute) => attributeFacts(product.id, 0, attribute, unitOfKey));
  for (const variant of product.variants) {
    const stated = new Set(variant.attributes.map((one) => one.key));
    const inherited = product.attributes.filter((one) => own.has(one.key) && !stated.has(one.key));
    for (const attribute of [...variant.attributes, ...inherited]) {
      facts.push(...attributeFacts(product.id, variant.id, attribute, unitOfKey));
    }
    facts.push(...optionFacts(product, variant));
  }
  const all = [...facts, ...colourFacts(product)];
  // What holds for the only variant holds for every variant: one row, and a cheaper count.
  return unique(product.variants.length > 1 ? all : all.map((fact) => ({ ...fact, variantId: 0 })));
}

function attributeFacts(
  productId: number,
  variantId: number,
  attribute: Attribute,
  unitOfKey: (key: string) => string | null,
): readonly AttributeValue[] {
  const { key, label } = attribute;
  const fact = { productId, variantId, key, label, number: null, word: null, flag: null, isOption: false };
  switch (attribute.kind) {
    case 'number': {
      const usual = unitOfKey(key);
      // A drying time of "13 m" among minutes: metres stand in no order with them.
      if (isAnotherDimension(attribute.unit, usual)) return [];
      const number = toBase(attribute.value, attribute.unit ?? usual);
      return Number.isFinite(number) ? [{ ...fact, number }] : [];
    }
    case 'flag':
      return [{ ...fact, flag: attribute.value }];
    case 'words':
      return attribute.values.filter(isPickable).map((word) => ({ ...fact, word: word.trim() }));
  }
}

const isPickable = (word: string): boolean => word.trim() !== '' && word.length <= LONGEST_WORD;

function optionFacts(product: Product, variant: Variant): readonly AttributeValue[] {
  return Object.entries(variant.options)
    .filter(([name, value]) => optionKey(name) && isPickable(value) && !isDefault(name, value))
    .map(([name, value]) => ({
      productId: product.id,
      variantId: variant.id,
      key: optionKey(name),
      label: name,
      number: null,
      word: value.trim(),
      flag: null,
      isOption: true,
    }));
}

// Shopify gives a product without options one option `Title` with this value.
const isDefault = (name: string, value: string): boolean => name === 'Title' && value === 'Default Title';

function colourFacts(product: Product): readonly AttributeValue[] {
  return product.variants.flatMap((variant) => {
    const words = [...coloursOf(product, variant)];
    return words.map((word) => ({
      productId: product.id,
      variantId: variant.id,
      key: COLOUR,
      label: 'Color',
      number: null,
      word,
      flag: null,
      isOption: false,
    }));
  });
}

/** The stated colour words of a variant with the plain colours in them, from the surest keys that state any. */
function coloursOf(product: Product, variant: Variant): ReadonlySet<string> {
  const own = new Set(variant.attributes.map((one) => one.key));
  const stated = [...variant.attributes, ...product.attributes.filter((one) => !own.has(one.key))];
  const attributes = stated.flatMap((one) =>
    one.kind === 'words' ? one.values.map((value) => ({ key: one.key, value })) : [],
  );
  const options = Object.entries(variant.options).map(([name, value]) => ({ key: optionKey(name), value }));
  const all = [...attributes, ...options].filter((one) => isPickable(one.value));
  for (const rank of [2, 1]) {
    const found = all.filter((one) => colourKeyRank(one.key) === rank);
    if (!found.length) continue;
    // A stated family is the merchant's word for the colour; a name such as "Lime" must not add another.
    const families = found.filter((one) => one.key.endsWith('_family'));
    const plain = (families.length ? families : found).flatMap((one) => coloursIn(one.value));
    return new Set([...plain, ...found.map((one) => one.value.trim())]);
  }
  return new Set();
}

/** Each fact once; what holds for every variant is not repeated for one, so that counts need no second look. */
function unique(facts: readonly AttributeValue[]): readonly AttributeValue[] {
  const idOf = (fact: AttributeValue, variantId: number) =>
    JSON.stringify([variantId, fact.key, fact.number, fact.word?.toLowerCase(), fact.flag]);
  const seen = new Map<string, AttributeValue>();
  for (const fact of facts) {
    const id = idOf(fact, fact.variantId);
    if (!seen.has(id)) seen.set(id, fact);
  }
  return [...seen.values()].filter((fact) => fact.variantId === 0 || !seen.has(idOf(fact, 0)));
}
