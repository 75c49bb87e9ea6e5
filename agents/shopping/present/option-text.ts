import { messagesOf } from '#src/messages/messages.ts';
import { defaultChoice } from '#src/conversations/choose-variant.ts';
import type { OfferedVariants, OpenOption } from '#src/conversations/offered-variants.ts';
import { spokenIn } from '../understand/language.ts';

/** What there is to choose from, in words from rows: `Midnight, 12 sizes, also Wide`. */
export function optionText({ open, settled }: OfferedVariants, locale: string): string {
  const { variants: say, and } = messagesOf(locale).answers;
  const asOne = [...settled.values()].filter((value) => !defaultChoice([value]));
  const choices = open.map(({ name, values }) => {
    const plain = defaultChoice(values);
    const others = values.filter((value) => value !== plain);
    return plain ? say.also(others.join(and)) : say.choices(values.length, name);
  });
  return [...asOne, ...choices].join(', ');
}

/** What the link to the product page says: `Choose size and color`; a standard width need not be chosen. */
export function chooseText(open: readonly OpenOption[], locale: string): string {
  const { variants: say, within } = messagesOf(locale).answers;
  const names = open.filter(({ values }) => !defaultChoice(values)).map(({ name }) => within(name));
  const list = new Intl.ListFormat(spokenIn(locale), { type: 'conjunction' }).format(names.slice(0, 3));
  return say.choose(list);
}
