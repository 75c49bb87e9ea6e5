import { hexOf } from './color.ts';
import { darkened, palette, type Colors, type Palette } from './palette.ts';
import { themes, THEMES, type Theme, type ThemeName } from './themes.ts';

type Said = Readonly<Partial<Record<keyof Colors, string | undefined>>>;
type Choices = { readonly [Key in keyof Omit<Theme, 'colors'>]?: Theme[Key] | undefined };

/** What a shop says of its look; every part may be left to the theme. */
export interface LookChoices extends Choices {
  readonly theme?: ThemeName | undefined;
  readonly colors?: (Said & { readonly dark?: Said | undefined }) | undefined;
}

export interface Look extends Omit<Theme, 'colors'> {
  /** As they were chosen, before what cannot be read is moved. */
  readonly chosen: { readonly light: Colors; readonly dark: Colors };
  readonly light: Palette;
  readonly dark: Palette;
}

/** The look of those settings over their theme. */
export function lookOf({ theme = THEMES[0], colors = {}, ...choices }: LookChoices): Look {
  const base: Theme = themes[theme];
  const light = overlaid(base.colors, colors);
  const dark = overlaid(darkened(light), colors.dark ?? {});
  const said = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return { ...base, ...said, chosen: { light, dark }, light: palette(light), dark: palette(dark) };
}

const overlaid = (base: Colors, said: Said): Colors => ({
  accent: hexOf(said.accent ?? '') ?? base.accent,
  paper: hexOf(said.paper ?? '') ?? base.paper,
  ink: hexOf(said.ink ?? '') ?? base.ink,
});
