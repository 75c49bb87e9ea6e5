import { isNode, listOf, nodesOf, property, textIn, textOf, type Node } from './json-ld.ts';
import type { RawFact } from '#src/catalog/import/formats/raw-product.ts';

// UN/CEFACT Recommendation 20, as far as product feeds use it.
const UNIT_CODES: Readonly<Record<string, string>> = {
  MGM: 'mg',
  GRM: 'g',
  KGM: 'kg',
  ONZ: 'oz',
  LBR: 'lb',
  MMT: 'mm',
  CMT: 'cm',
  MTR: 'm',
  KMT: 'km',
  INH: 'in',
  FOT: 'ft',
  MLT: 'ml',
  CLT: 'cl',
  LTR: 'l',
  OZA: 'floz',
  SEC: 's',
  MIN: 'min',
  HUR: 'h',
  DAY: 'days',
  WEE: 'weeks',
  MON: 'months',
  ANN: 'years',
  WTT: 'W',
  KWT: 'kW',
  VLT: 'V',
  AMP: 'A',
  AMH: 'Ah',
  E09: 'mAh',
  WHR: 'Wh',
  HTZ: 'Hz',
  KHZ: 'kHz',
  MHZ: 'MHz',
  A86: 'GHz',
  '4L': 'MB',
  E34: 'GB',
  E35: 'TB',
  '2N': 'dB',
  LUM: 'lm',
  CEL: '°C',
  FAH: '°F',
  P1: '%',
  E14: 'kcal',
  KJO: 'kJ',
  C62: '',
};

const unitIn = (node: Node): string => {
  const code = textIn(node, 'unitCode');
  return (
    textIn(node, 'unitText') ||
    (Object.hasOwn(UNIT_CODES, code) ? (UNIT_CODES[code] ?? '') : code.slice(0, 20))
  );
};

// Told elsewhere on the product, or nothing a shopper asks for.
const NOT_FACTS = new Set(
  (
    'name description brand manufacturer sku mpn gtin gtin8 gtin12 gtin13 gtin14 productID productGroupID url image logo offers ' +
    'category keywords itemCondition aggregateRating review reviews isVariantOf inProductGroupWithID hasVariant variesBy ' +
    'additionalProperty mainEntityOfPage identifier sameAs isRelatedTo isSimilarTo subjectOf potentialAction ' +
    'alternateName disambiguatingDescription asin'
  ).split(' '),
);

/** additionalProperty and every other plain property a node states, as facts. */
export function schemaFacts(node: Node, optionNames: readonly string[]): RawFact[] {
  const stated = nodesOf(property(node, 'additionalProperty')).flatMap((one) => {
    const label = textIn(one, 'name', 'propertyID');
    const value = plain(property(one, 'value'));
    if (!label || value === undefined) return [];
    return [{ label, value, unit: unitIn(one) || null } satisfies RawFact];
  });
  const others = Object.entries(node).flatMap(([name, found]): RawFact[] => {
    if (name.startsWith('@')) return [];
    const key = name.replace(/^.*[/:#]/, '');
    if (NOT_FACTS.has(key) || optionNames.includes(key)) return [];
    const label =
      key.charAt(0).toUpperCase() +
      key
        .slice(1)
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase();
    const [first] = listOf(found);
    if (isNode(first)) {
      if (key === 'audience') {
        const gender = textIn(first, 'suggestedGender');
        return gender ? [{ label: 'Gender', key: 'gender', value: gender }] : [];
      }
      const value = plain(property(first, 'value') ?? property(first, 'name'));
      return value === undefined ? [] : [{ label, key, value, unit: unitIn(first) || null }];
    }
    const value = plain(found);
    return value === undefined ? [] : [{ label, key, value }];
  });
  return [...stated, ...others];
}

function plain(value: unknown): RawFact['value'] | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    const texts = value.map(textOf).filter(Boolean);
    return texts.length > 1 ? texts : texts[0];
  }
  return isNode(value) ? textOf(value) || undefined : undefined;
}
