import type { StoreWords } from '#src/editorial/schemas.ts';
import { lookOf } from '#src/look/look.ts';
import { palette, type Colors } from '#src/look/palette.ts';
import { COURSE } from '#src/look/themes.ts';
import type { MailColors } from './mail-parts.ts';

/** Of the style sheets that hold where no look is set. */
const COURSE_COLORS: Colors = { accent: '#2036dc', paper: '#f7f3eb', ink: '#16171d' };

/** The colours of the shop's light pages, as its messages carry them. */
export function mailColors(said: StoreWords['look']): MailColors {
  const { theme, colors } = said ?? {};
  return theme === COURSE ? palette(COURSE_COLORS) : lookOf({ theme, colors }).light;
}
