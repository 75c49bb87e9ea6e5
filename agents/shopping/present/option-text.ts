import { defaultChoice } from '#src/conversations/choose-variant.ts';
import type { OfferedVariants, OpenOption } from '#src/conversations/offered-variants.ts';
import { LANGUAGE } from '../understand/language.ts';

/** What there is to choose from, in words from rows: `Midnight, 12 sizes, also Wide`. */
export function optionText({ open, settled }: OfferedVariants): string {
  const asOne = [...settled.values()].filter((value) => !defaultChoice([value]));
  const choices = open.map(({ name, values }) => {
    const plain = defaultChoice(values);
    const others = values.filter((value) => value !== plain);
    return plain ? `also ${others.join(' and ')}` : `${values.length} ${several(name)}`;
  });
  return [...asOne, ...choices].join(', ');
}

/** What the link to the product page says: `Choose size and color`; a standard width need not be chosen. */
export function chooseText(open: readonly OpenOption[]): string {
  const names = open.filter(({ values }) => !defaultChoice(values)).map(({ name }) => name.toLowerCase());
  return `Choose ${new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(names.slice(0, 3))}`;
}

/** An option's name for more than one of its values: `sizes`, `colors`, `capacities`. */
function several(name: string): string {
  const lower = name.toLowerCase();
  if (/[^aeiou]y$/.test(lower)) return lower.replace(/y$/, 'ies');
  return /(?:s|x|z|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}
