/*
 * What a checker holds for colours: a row of `Black,Silver` is black and silver, and a shopper who asks for blue takes
 * navy. Kept apart from the table in `src/search`, so that a change there shows here.
 */

const kinds: readonly (readonly string[])[] = [
  [
    'red',
    'scarlet',
    'crimson',
    'ruby',
    'maroon',
    'burgundy',
    'cherry',
    'bordeaux',
    'rot',
    'rouge',
    'vermilion',
  ],
  ['orange', 'tangerine', 'coral', 'apricot', 'rust', 'amber'],
  ['yellow', 'gold', 'golden', 'lemon', 'mustard', 'ochre'],
  ['green', 'olive', 'lime', 'moss', 'mint', 'emerald', 'khaki', 'teal', 'sage', 'forest'],
  ['blue', 'navy', 'azure', 'cobalt', 'teal', 'turquoise', 'aqua', 'indigo', 'cyan', 'sapphire'],
  ['purple', 'violet', 'lilac', 'lavender', 'plum', 'magenta', 'mauve'],
  ['pink', 'rose', 'fuchsia', 'magenta', 'salmon', 'blush'],
  ['brown', 'tan', 'beige', 'chocolate', 'bronze', 'copper', 'chestnut', 'camel', 'coffee', 'walnut'],
  ['black', 'jet', 'onyx', 'ebony', 'graphite'],
  ['white', 'ivory', 'cream', 'snow', 'pearl'],
  ['grey', 'gray', 'silver', 'charcoal', 'slate', 'anthracite', 'graphite', 'titanium'],
];

/** Whether a row's colour words hold the colour that was asked for. */
export function holdsColour(stated: string, asked: string): boolean {
  const [row, wanted] = [stated.toLowerCase(), asked.toLowerCase()];
  if (row === wanted) return true;
  const words = new Set(row.split(/[^\p{L}]+/u));
  const kind = kinds.filter(([first]) => first === wanted || (wanted === 'gray' && first === 'grey'));
  return kind.some((names) => names.some((name) => words.has(name)));
}
