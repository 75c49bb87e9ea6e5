import {
  type Attribute,
  type Product,
  type Variant,
  attributeOf,
  attributeText,
} from '#src/catalog/product.ts';
import { ALL_FACTS, optionKey } from './looks.ts';
import { convert, sameDimension } from '#src/language/units.ts';
import { type Palette, paletteOf } from './palette.ts';

/** What a drawing reads: one variant's facts in the units it asks for, and its colours. */
export interface Subject {
  readonly product: Product;
  /** The whole variant; a drawing that reads it is drawn anew for every variant, so read single facts below instead. */
  readonly variant: Variant;
  readonly palette: Palette;
  /** Usable as an XML id; the same for the same product and variant. */
  readonly id: string;
  /** The number stated, told in `unit` where the stated unit can be told in it; null where nothing usable is stated. */
  number(key: string, unit?: string): number | null;
  /** The number stated as it stands, below zero too: a temperature. */
  signed(key: string): number | null;
  /** The words of an attribute in lower case, joined by a space; empty where not stated. */
  words(key: string): string;
  is(key: string): boolean;
  /** The chosen value of an option such as `Width`; empty where there is no such option. */
  option(name: string): string;
}

/** What a kind's drawing gives: shapes for the sheet, and the same facts in words for `alt`. */
export interface Drawing {
  readonly body: string;
  /** How it is seen: `Side view`. */
  readonly view: string;
  readonly facts: readonly string[];
}

const LARGEST = 1e6; // beyond it a number is a slip of the feed and not worth drawing

/** `reads` collects the keys of the facts that the drawing asks for, so that variants alike in them share one picture. */
export function subjectOf(product: Product, variant: Variant, reads = new Set<string>()): Subject {
  const stated = (key: string): Attribute | undefined => {
    reads.add(key);
    return attributeOf(product, key, variant);
  };
  return {
    product,
    get variant() {
      reads.add(ALL_FACTS);
      return variant;
    },
    palette: paletteOf(product, variant),
    id: `p${product.slug.replace(/[^a-z0-9]/gi, '').slice(0, 24)}`,
    number: (key, unit) => numberIn(stated(key), unit),
    signed: (key) => {
      const attribute = stated(key);
      return attribute?.kind === 'number' ? attribute.value : null;
    },
    words: (key) => {
      const attribute = stated(key);
      return attribute ? attributeText(attribute).toLowerCase() : '';
    },
    is: (key) => {
      const attribute = stated(key);
      return attribute?.kind === 'flag' && attribute.value;
    },
    option: (name) => {
      reads.add(optionKey(name));
      return variant.options[name] ?? '';
    },
  };
}

function numberIn(attribute: Attribute | undefined, unit?: string): number | null {
  if (attribute?.kind !== 'number' || !(attribute.value >= 0 && attribute.value < LARGEST)) return null;
  if (!unit || !attribute.unit || attribute.unit === unit) return attribute.value;
  return sameDimension(attribute.unit, unit) ? convert(attribute.value, attribute.unit, unit) : null;
}

/** The number where it can be drawn true; null where it is a slip of the feed, so that no false figure is told. */
export const within = (value: number | null, least: number, most: number): number | null =>
  value !== null && value >= least && value <= most ? value : null;

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
