import type { Look } from './look.ts';
import type { Palette } from './palette.ts';
import { cards, corners, densities, headers, heroes, tiles, type Properties } from './shapes.ts';
import { typePairs, type TypePair } from './type-pairs.ts';

/** A font file of the shop's own. */
export interface OwnFace {
  readonly for: 'head' | 'text';
  readonly url: string;
  /** As CSS takes it: `400`, or `300 800` for a variable one. */
  readonly weight: string;
}

/** The style sheet of a look: custom properties that the shop's own sheets read, and the faces that it brings. */
export function lookSheet(look: Look, faces: readonly OwnFace[]): string {
  const pair: TypePair = typePairs[look.type];
  const own = (of: OwnFace['for']) => (faces.some((face) => face.for === of) ? `'Own ${of}', ` : '');
  const properties: Properties = {
    ...colorsOf(look.light, look.dark),
    ...corners[look.corners],
    ...densities[look.density],
    ...tiles[look.tiles],
    ...headers[look.header],
    ...heroes[look.hero],
    ...cards[look.cards],
    head: own('head') + pair.head,
    text: own('text') + pair.text,
    'head-weight': String(pair.headWeight),
    ...(pair.isSmall ? SMALL_FACE : {}),
    'footer-name': 'clamp(2rem, 5cqi, 4rem)',
    'footer-wrap': 'normal',
    'footer-rule': 'var(--header-rule)',
  };
  const lines = Object.entries(properties).map(([name, value]) => `  --${name}: ${value};`);
  return [
    ...faces.map(faceRule),
    `:root {\n${lines.join('\n')}\n}`,
    // Components space their headings for a grotesque; a look has its own face.
    `:is(h1, h2, .name, .figures dd, .price.large) {\n  letter-spacing: ${pair.track}em !important;\n}`,
    `h3 {\n  letter-spacing: ${pair.track / 3}em !important;\n}`,
    `:is(h1, h2, .name) {\n  font-weight: ${pair.headWeight} !important;\n  line-height: ${pair.leading} !important;\n}`,
    '',
  ].join('\n');
}

/** Sizes of headings in a face whose letters are small for their size. */
const SMALL_FACE: Properties = {
  'card-title': '1.25rem',
  'size-xl': 'clamp(1.875rem, 1.5rem + 1.4cqi, 2.625rem)',
};

const faceRule = ({ for: of, url, weight }: OwnFace): string =>
  `@font-face {\n  font-family: 'Own ${of}';\n  font-weight: ${weight};\n  font-display: swap;\n  src: url('${url}') format('woff2');\n}`;

function colorsOf(light: Palette, dark: Palette): Properties {
  const names = Object.keys(light) as (keyof Palette)[];
  return Object.fromEntries(names.map((name) => [name, `light-dark(${light[name]}, ${dark[name]})`]));
}
