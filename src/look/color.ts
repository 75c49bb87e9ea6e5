/** A colour as people name it in settings: #rrggbb, small letters. */
export type Hex = `#${string}`;

/** Lightness 0 to 1, chroma, hue in degrees (Björn Ottosson, "A perceptual color space for image processing", 2020). */
interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

type Triple = readonly [number, number, number];

/** `#abc`, `#aabbcc`, or the same without `#`, as #rrggbb; null for anything else. */
export function hexOf(text: string): Hex | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? [...digits].map((one) => one + one).join('') : digits}`;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const curved = (part: number): number =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;

const rgbOf = (hex: Hex): Triple => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as never;

const hexOfRgb = (rgb: Triple): Hex =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** WCAG 2.2's contrast of two colours, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: Hex): number {
  const [r, g, b] = rgbOf(hex).map(linear) as unknown as Triple;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function oklchOf(hex: Hex): Oklch {
  const [r, g, b] = rgbOf(hex).map(linear) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, y),
    h: (Math.atan2(y, a) * 180) / Math.PI,
  };
}

/** The colour as screens show it; chroma that they have not is taken back until they have. */
export function hexOfOklch({ l, c, h }: Oklch): Hex {
  for (let chroma = c; ; chroma *= 0.94) {
    const rgb = rgbOfOklch({ l, c: chroma, h });
    if (chroma < 0.002 || rgb.every((part) => part >= -0.001 && part <= 1.001)) return hexOfRgb(rgb);
  }
}

function rgbOfOklch({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180);
  const y = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * y) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * y) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * y) ** 3;
  const all: Triple = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
  return all.map((part) => curved(Math.max(0, part)) + Math.min(0, part)) as unknown as Triple;
}

/** A mixture that looks like one; `share` of the second, 0 to 1. */
export function mixed(one: Hex, other: Hex, share: number): Hex {
  const [a, b] = [rgbOf(one), rgbOf(other)];
  return hexOfRgb(a.map((part, at) => part + ((b[at] ?? part) - part) * share) as unknown as Triple);
}

export const READABLE = 4.5; // WCAG 2.2, 1.4.3: text of any size

/**
 * The colour of the same hue, nearest in lightness, that is readable on all those grounds; itself where it is already,
 * null where no lightness is readable on all. `least` is the contrast that counts as readable.
 */
export function nearestReadable(hex: Hex, grounds: readonly Hex[], least = READABLE): Hex | null {
  const passes = (one: Hex) => grounds.every((ground) => contrast(one, ground) >= least);
  if (passes(hex)) return hex;
  const { l, c, h } = oklchOf(hex);
  for (let step = 0.005; step <= 1; step += 0.005) {
    for (const lightness of [l - step, l + step]) {
      if (lightness < 0 || lightness > 1) continue;
      const tried = hexOfOklch({ l: lightness, c, h });
      if (passes(tried)) return tried;
    }
  }
  return null;
}
