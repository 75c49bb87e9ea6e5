import { contrast, hexOfOklch, mixed, nearestReadable, oklchOf, READABLE, type Hex } from './color.ts';

/** What a merchant says of colour. */
export interface Colors {
  /** Links, buttons, what is chosen. */
  readonly accent: Hex;
  /** The ground of pages. */
  readonly paper: Hex;
  /** Text. */
  readonly ink: Hex;
}

/** The colours that style sheets name, of one scheme; every text holds 4.5:1 on every ground. */
export interface Palette {
  readonly paper: Hex;
  readonly raised: Hex;
  /** Of cards that stand out from the paper. */
  readonly card: Hex;
  readonly ink: Hex;
  readonly quiet: Hex;
  readonly rule: Hex;
  readonly signal: Hex;
  readonly 'on-signal': Hex;
  readonly brick: Hex;
  /** Behind pictures; light in both schemes, for what is drawn on it is dark. */
  readonly tile: Hex;
  readonly panel: Hex;
}

/** A colour that cannot be read where it stands, and what could. */
export interface Unreadable {
  readonly name: keyof Colors;
  /** What it is to be read on, in words. */
  readonly on: string;
  readonly contrast: number;
  readonly nearest: Hex;
}

const BRICK: Hex = '#93361b'; // prices that fell, and refusals
const BLACK: Hex = '#000000';
const WHITE: Hex = '#ffffff';

/** What is not readable of colours as they were chosen. `palette` shows the nearest instead. */
export function unreadable({ accent, paper, ink }: Colors): readonly Unreadable[] {
  const readableInk = inkOn(paper, ink);
  const grounds = groundsOf(paper, readableInk);
  const readableAccent = nearestReadable(accent, grounds) ?? accent;
  const least = (hex: Hex, on: readonly Hex[]) => Math.min(...on.map((ground) => contrast(hex, ground)));
  const found: readonly Unreadable[] = [
    {
      name: 'ink',
      on: `paper ${paper}`,
      contrast: least(ink, groundsOf(paper, ink)),
      nearest: readableInk,
    },
    {
      name: 'accent',
      on: `paper ${paper} and on the boxes that stand there (${grounds.at(-1)})`,
      contrast: least(accent, grounds),
      nearest: readableAccent,
    },
  ];
  return found.filter(({ contrast: is }) => is < READABLE);
}

const isLight = (paper: Hex): boolean => contrast(BLACK, paper) > contrast(WHITE, paper);
const raisedOf = (paper: Hex, ink: Hex): Hex => mixed(paper, ink, 0.055);
/** The nearest to the colour wanted for text that is readable on paper and on the boxes that are mixed of both. */
const inkOn = (paper: Hex, wanted: Hex): Hex =>
  [READABLE, READABLE * 1.2, READABLE * 1.5]
    .map((least) => nearestReadable(wanted, [paper], least))
    .find((ink) => ink && contrast(ink, raisedOf(paper, ink)) >= READABLE) ??
  (isLight(paper) ? BLACK : WHITE);

const groundsOf = (paper: Hex, ink: Hex): readonly Hex[] => [paper, raisedOf(paper, ink)];

/** All colours of a scheme from three, each moved to the nearest that can be read where it cannot. */
export function palette({ accent, paper, ink: wanted }: Colors): Palette {
  const ink = inkOn(paper, wanted);
  const card = isLight(paper) ? mixed(paper, WHITE, 0.85) : raisedOf(paper, ink);
  const grounds = [...groundsOf(paper, ink), card];
  const readable = (hex: Hex, on: readonly Hex[] = grounds): Hex => nearestReadable(hex, on) ?? ink;
  const signal = readable(accent);
  const panel = mixed(paper, signal, 0.1);
  return {
    paper,
    raised: raisedOf(paper, ink),
    card,
    ink,
    quiet: readable(mixed(paper, ink, 0.68), [...grounds, panel]),
    rule: mixed(paper, ink, 0.15),
    signal,
    'on-signal':
      contrast(paper, signal) >= READABLE ? paper : contrast(WHITE, signal) >= READABLE ? WHITE : BLACK,
    brick: readable(BRICK),
    tile: isLight(paper) ? mixed(paper, ink, 0.07) : mixed(ink, paper, 0.12),
    panel,
  };
}

/** The dark scheme of colours chosen for the light one: the same hues, paper and ink changed about. */
export function darkened({ accent, paper, ink }: Colors): Colors {
  const dark = oklchOf(ink);
  const light = oklchOf(paper);
  const night = hexOfOklch({ l: 0.185, c: Math.min(dark.c, 0.02), h: dark.h });
  const bright = hexOfOklch({ l: 0.945, c: Math.min(light.c, 0.015), h: light.h });
  const { c, h, l } = oklchOf(accent);
  return { paper: night, ink: bright, accent: hexOfOklch({ l: Math.max(l, 0.76), c: Math.min(c, 0.15), h }) };
}
