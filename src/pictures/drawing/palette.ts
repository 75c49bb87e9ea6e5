import { type Product, type Variant, attributeOf } from '#src/catalog/product.ts';
import { colourKeyRank, coloursIn } from '#src/language/colors.ts';
import { seedOf } from './seed.ts';
import { ink } from './svg.ts';

/** Flat colours of one drawing, all `#rrggbb`. */
export interface Palette {
  readonly main: string;
  readonly accent: string;
  /** For a part that is set off from both. */
  readonly third: string;
}

const families: Readonly<Record<string, readonly [string, string]>> = {
  red: ['#b8402f', '#e9a493'],
  orange: ['#e0672f', '#f4c09a'],
  yellow: ['#e8c24a', '#f6e6ab'],
  green: ['#4c7350', '#b4cba9'],
  blue: ['#33618c', '#a3c3da'],
  purple: ['#75588f', '#cbb6d9'],
  pink: ['#d9798a', '#f3ccd1'],
  brown: ['#8a6545', '#d5bd9f'],
  black: ['#26282d', '#6a6e77'],
  white: ['#f3f1ea', '#c9c7bf'],
  grey: ['#7c858d', '#c3c9cd'],
};

// For what states no colour: quiet, so that none is claimed.
const quiet: readonly (readonly [string, string])[] = [
  ['#b48a74', '#e6d3c6'],
  ['#c7b384', '#ede4cd'],
  ['#93a389', '#d6decf'],
  ['#8296a3', '#d0dadf'],
  ['#9b8a9e', '#dbd2dc'],
  ['#a39c90', '#dedace'],
];

const HEX = /^#[0-9a-f]{6}$/i;
const THIRD = '#f1ede4';

/** Colours of the variant: what it states, else a quiet pair of tones that is the product's for good. */
export function paletteOf(product: Product, variant: Variant): Palette {
  const [main, accent] = quiet[seedOf(product.slug) % quiet.length] ?? ['#8b97a0', '#cfd6d8'];
  return statedColours(product, variant) ?? { main, accent, third: THIRD };
}

const stated = new WeakMap<Product, Map<Variant, Palette | null>>();

/** The stated hex values, else the plain colour words of options, attributes and title; null where there are none. */
export function statedColours(product: Product, variant: Variant): Palette | null {
  const known = stated.get(product) ?? new Map<Variant, Palette | null>();
  stated.set(product, known);
  const before = known.get(variant);
  if (before !== undefined) return before;
  const found = readColours(product, variant);
  known.set(variant, found);
  return found;
}

function readColours(product: Product, variant: Variant): Palette | null {
  const hexes = wordsOf(product, variant, 'color_hex').filter((value) => HEX.test(value));
  const [main, accent, third] = hexes.map((value) => value.toLowerCase());
  if (main) {
    return {
      main,
      accent: accent ?? mix(main, luminance(main) > 0.45 ? ink : '#ffffff', 0.45),
      third: third ?? THIRD,
    };
  }
  const [family] = colourWords(product, variant).flatMap(coloursIn);
  const found = family === undefined ? undefined : families[family];
  return found ? { main: found[0], accent: found[1], third: THIRD } : null;
}

const colourWords = (product: Product, variant: Variant): readonly string[] => [
  ...wordsOf(product, variant, 'color_family'),
  ...Object.values(variant.options),
  ...[...variant.attributes, ...product.attributes]
    .filter(({ key }) => colourKeyRank(key) === 2)
    .flatMap((one) => (one.kind === 'words' ? one.values : [])),
  product.title,
];

function wordsOf(product: Product, variant: Variant, key: string): readonly string[] {
  const attribute = attributeOf(product, key, variant);
  return attribute?.kind === 'words' ? attribute.values.flatMap((value) => value.split(/[;,]\s*/)) : [];
}

const channels = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** `share` of `other` in `hex`; both `#rrggbb`. */
export function mix(hex: string, other: string, share: number): string {
  const to = channels(other);
  return `#${channels(hex)
    .map((value, k) => Math.round(value + ((to[k] ?? 0) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Relative luminance, 0 black to 1 white. */
export function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export const darker = (hex: string, share = 0.18): string => mix(hex, ink, share);

export const lighter = (hex: string, share = 0.35): string => mix(hex, '#ffffff', share);

/** A quiet second tone of a flat colour: darker on light colours, lighter on dark ones. */
export const shade = (hex: string, share = 0.16): string =>
  luminance(hex) < 0.06 ? lighter(hex, share) : darker(hex, share);

/** A line that can be seen on that fill. */
export const lineOn = (hex: string): string => (luminance(hex) < 0.09 ? lighter(hex, 0.42) : ink);

/** A second fill that stands off from the first, as the accent should. */
export const apart = (fill: string, from: string): string =>
  Math.abs(luminance(fill) - luminance(from)) < 0.04 ? shade(from, 0.3) : fill;
