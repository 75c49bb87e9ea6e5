import { z } from 'zod';
import { hexOf } from '#src/look/color.ts';
import { cards, corners, densities, headers, heroes, tiles } from '#src/look/shapes.ts';
import { COURSE, HOME_SECTIONS, THEMES } from '#src/look/themes.ts';
import { TYPE_PAIRS } from '#src/look/type-pairs.ts';

const words = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);
const day = (advice: string) => z.iso.date({ error: 'must be a date such as 2026-11-23' }).describe(advice);
const oneOf = <Choices extends object>(choices: Choices, advice: string) =>
  z
    .enum(Object.keys(choices) as (keyof Choices & string)[])
    .describe(advice)
    .optional();

const color = (advice: string) =>
  z
    .string()
    .refine((text) => hexOf(text) !== null, 'must be a colour such as "#1f6f54", in quotes')
    .describe(advice)
    .optional();

const file = (endings: string, advice: string) =>
  z
    .string()
    .regex(
      new RegExp(`^[\\w-]+(?:/[\\w-]+)*\\.(?:${endings})$`),
      `must be a file in the folder of words, such as look/logo.svg (${endings.replaceAll('|', ', ')})`,
    )
    .describe(advice);

const colors = {
  accent: color('Links, buttons and what is chosen.'),
  paper: color('The ground of pages.'),
  ink: color('Text.'),
};

const font = z.strictObject({
  file: file('woff2', 'A font file, with the right to use it on the web.'),
  weight: z
    .string()
    .regex(/^[1-9]\d{2}(?: [1-9]\d{2})?$/, 'must be a weight such as "400", or "300 800" for a variable font')
    .describe('The weight that the file holds.')
    .optional(),
});

const link = z.strictObject({
  label: words('What the link says.', 40),
  to: z
    .string()
    .regex(/^(?:\/(?!\/)[^\s\\]*|https:\/\/\S+)$/, 'must be a path such as /c/lamps, or an https:// address')
    .describe('Where it leads.'),
});

/** How a shop looks (`look:` in store.yaml). What is left out follows the theme. */
export const lookSchema = z.strictObject({
  theme: z
    .enum([COURSE, ...THEMES])
    .describe(
      'The look to begin with. course is the demonstration’s own and takes neither colours nor shapes.',
    )
    .optional(),
  logo: file('svg|png|webp', 'Stands in place of the name, 40 pixels high.').optional(),
  favicon: file(
    'svg|png|ico',
    'The small picture on tabs of browsers. Without it, the first letter.',
  ).optional(),
  colors: z
    .strictObject({
      ...colors,
      dark: z
        .strictObject(colors)
        .describe('The same at night. Without it, made of the colours above.')
        .optional(),
    })
    .describe('Two or three colours; all others follow from them.')
    .optional(),
  type: z.enum(TYPE_PAIRS).describe('A face for headings and one for text.').optional(),
  fonts: z
    .strictObject({ head: font.optional(), text: font.optional() })
    .describe('Font files of your own, in place of those of the type.')
    .optional(),
  corners: oneOf(corners, 'Corners of buttons, pictures and cards.'),
  density: oneOf(densities, 'How much air there is.'),
  header: oneOf(headers, 'How the top of every page stands.'),
  hero: oneOf(heroes, 'How the home page begins.'),
  cards: oneOf(cards, 'How products stand in lists.'),
  tiles: oneOf(tiles, 'The shape of pictures in lists.'),
  announcement: z
    .strictObject({
      text: words('One sentence above every page. No price: it would not change with the catalogue.', 140),
      to: link.shape.to.optional(),
      from: day('The first day it shows, by the shop’s clock.').optional(),
      until: day('The last day it shows.').optional(),
    })
    .refine(
      ({ from, until }) => !from || !until || from <= until,
      'begins after its last day: it would never show',
    )
    .describe('A line above every page, for some days or always.')
    .optional(),
  navigation: z
    .array(link)
    .min(1)
    .max(12)
    .describe('The links at the top, in order. Without it, the largest categories.')
    .optional(),
  footer: z
    .array(
      z.strictObject({
        title: words('The heading of the column.', 40),
        links: z.array(link).min(1).max(12).describe('Its links, in order.'),
      }),
    )
    .min(1)
    .max(4)
    .describe('Columns of links at the foot. Policies, contact and what the law asks for stand there anyway.')
    .optional(),
  home: z
    .array(z.enum(HOME_SECTIONS))
    .min(1)
    .max(HOME_SECTIONS.length)
    .refine((sections) => new Set(sections).size === sections.length, 'names a section twice')
    .describe('The sections of the home page, from the top.')
    .optional(),
});

export type LookWords = z.infer<typeof lookSchema>;
