/*
 * The plain colours people ask for, and the many names merchants give them. A shop's own invented names ("Ember")
 * are not here: those are learned from the colour family that its rows state beside them.
 */

const families: Readonly<Record<string, string>> = {
  red: 'red scarlet crimson ruby maroon burgundy cherry vermilion bordeaux rot rouge',
  orange: 'orange tangerine coral apricot rust amber',
  yellow: 'yellow gold golden lemon mustard ochre',
  green: 'green olive lime moss mint emerald khaki teal sage forest',
  blue: 'blue navy azure cobalt teal turquoise aqua indigo cyan sapphire',
  purple: 'purple violet lilac lavender plum magenta mauve',
  pink: 'pink rose fuchsia magenta salmon blush',
  brown: 'brown tan beige chocolate bronze copper chestnut camel coffee walnut',
  black: 'black jet onyx ebony graphite',
  white: 'white ivory cream snow pearl',
  grey: 'grey gray charcoal silver slate anthracite graphite titanium',
};

const byName = new Map<string, string[]>();
for (const [family, names] of Object.entries(families)) {
  for (const name of names.split(' ')) byName.set(name, [...(byName.get(name) ?? []), family]);
}

/** The plain colours in the order they are shown. */
export const plainColours: readonly string[] = Object.keys(families);

/** The plain colour that a shopper's word names: `navy` is blue, `gray` is grey; null for any other word. */
export const plainColour = (word: string): string | null => byName.get(word.toLowerCase())?.[0] ?? null;

/** Every plain colour in a merchant's colour value: `Dark Blue / White` holds blue and white. */
export const coloursIn = (value: string): readonly string[] => [
  ...new Set(
    value
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.flatMap((word) => byName.get(word) ?? []),
  ),
];

/*
 * Names of colours that are first of all names of things. Of no trade: what a language calls a colour by.
 */
const THINGS: ReadonlySet<string> = new Set(
  `ruby cherry burgundy bordeaux tangerine coral apricot rust amber gold golden lemon mustard olive lime moss mint emerald sage
   forest sapphire aqua lilac lavender plum violet rose salmon blush chocolate bronze copper chestnut camel coffee walnut
   jet onyx ebony graphite ivory cream snow pearl charcoal silver slate titanium rot`.split(/\s+/),
);

/** Whether a colour's name is the name of a thing as well: coffee, gold, rose; not blue, not navy. */
export const isThingToo = (word: string): boolean => THINGS.has(word.toLowerCase());

const FIRST = /^(?:(?:main|product|item|variant)_)?colou?rs?(?:_family|_name)?$/;
const ANY = /(?:^|_)colou?rs?(?:_family|_name)?$/;

/** How sure it is that a key tells the product's own colour: 2 surely, 1 a part's (`cable_colour`), 0 not at all. */
export const colourKeyRank = (key: string): 0 | 1 | 2 => (FIRST.test(key) ? 2 : ANY.test(key) ? 1 : 0);

/** Whether a key is just called colour, however it is spelt. */
export const isCalledColour = (key: string): boolean => /^colou?rs?$/.test(key);

/** The key under which the colour of anything is found, whatever the merchant calls it. */
export const COLOUR = 'color';
