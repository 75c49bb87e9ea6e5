import type { Colors } from './palette.ts';
import type { cards, corners, densities, headers, heroes, Named, tiles } from './shapes.ts';
import type { TypePairName } from './type-pairs.ts';

/** What the home page can show, in the order of the demonstration's. */
export const HOME_SECTIONS = ['hero', 'featured', 'popular', 'new', 'reduced', 'shelves', 'guides'] as const;
export type HomeSection = (typeof HOME_SECTIONS)[number];

/** All that is to be known of a shop's look; a merchant's settings take the place of single values. */
export interface Theme {
  readonly colors: Colors;
  readonly type: TypePairName;
  readonly corners: Named<typeof corners>;
  readonly density: Named<typeof densities>;
  readonly header: Named<typeof headers>;
  readonly hero: Named<typeof heroes>;
  readonly cards: Named<typeof cards>;
  readonly tiles: Named<typeof tiles>;
  readonly home: readonly HomeSection[];
}

/** The demonstration's own look: what the shop's style sheets show where no look is set. */
export const COURSE = 'course';

/** Looks to begin with. They name no trade: any of them fits any goods. */
export const themes = {
  atelier: {
    colors: { accent: '#86344a', paper: '#fbf7f2', ink: '#2b1d1f' },
    type: 'editorial',
    corners: 'sharp',
    density: 'airy',
    header: 'centred',
    hero: 'centred',
    cards: 'centred',
    tiles: 'tall',
    home: ['hero', 'featured', 'popular', 'shelves', 'new', 'reduced', 'guides'],
  },
  market: {
    colors: { accent: '#0b6b45', paper: '#f3f5ec', ink: '#16241c' },
    type: 'friendly',
    corners: 'round',
    density: 'compact',
    header: 'band',
    hero: 'panel',
    cards: 'filled',
    tiles: 'square',
    home: ['hero', 'shelves', 'featured', 'popular', 'reduced', 'new', 'guides'],
  },
  gallery: {
    colors: { accent: '#b3410e', paper: '#ffffff', ink: '#101010' },
    type: 'swiss',
    corners: 'sharp',
    density: 'normal',
    header: 'stacked',
    hero: 'poster',
    cards: 'framed',
    tiles: 'square',
    home: ['hero', 'featured', 'popular', 'new', 'reduced', 'shelves', 'guides'],
  },
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;
export const THEMES = Object.keys(themes) as [ThemeName, ...ThemeName[]];
