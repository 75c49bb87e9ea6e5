/** A face for headings and one for text. Families are named in styles/fonts.css, or are on people's machines already. */
export interface TypePair {
  readonly head: string;
  readonly text: string;
  /** Which of the shop's own font files it needs, by family; asked for before the style sheet is read. */
  readonly files: readonly FontName[];
  readonly headWeight: number;
  /** Letter spacing of headings, em. */
  readonly track: number;
  /** Line height of headings. */
  readonly leading: number;
  /** Whether its headings are set larger than those of a grotesque. */
  readonly isSmall?: boolean;
}

export type FontName = 'bricolage' | 'figtree' | 'instrument';

const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const SWISS = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
const FIGTREE = "'Figtree', 'Text fallback', sans-serif";

export const typePairs = {
  grotesque: {
    head: "'Bricolage Grotesque', 'Head fallback', sans-serif",
    text: FIGTREE,
    files: ['figtree', 'bricolage'],
    headWeight: 700,
    track: -0.03,
    leading: 1.02,
  },
  editorial: {
    head: "'Instrument Serif', 'Serif fallback', serif",
    text: FIGTREE,
    files: ['figtree', 'instrument'],
    headWeight: 400,
    track: -0.012,
    leading: 1.04,
    isSmall: true,
  },
  friendly: {
    head: FIGTREE,
    text: FIGTREE,
    files: ['figtree'],
    headWeight: 800,
    track: -0.028,
    leading: 1.08,
  },
  swiss: { head: SWISS, text: SWISS, files: [], headWeight: 700, track: -0.04, leading: 1 },
  system: { head: SANS, text: SANS, files: [], headWeight: 650, track: -0.015, leading: 1.1 },
  bookish: {
    head: "Charter, 'Bitstream Charter', Cambria, Georgia, 'Noto Serif', 'Liberation Serif', serif",
    text: "Charter, 'Bitstream Charter', Cambria, Georgia, 'Noto Serif', 'Liberation Serif', serif",
    files: [],
    headWeight: 600,
    track: -0.015,
    leading: 1.1,
  },
} as const satisfies Record<string, TypePair>;

export type TypePairName = keyof typeof typePairs;
export const TYPE_PAIRS = Object.keys(typePairs) as [TypePairName, ...TypePairName[]];
