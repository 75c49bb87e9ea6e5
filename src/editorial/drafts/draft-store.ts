import { hexOf } from '#src/look/color.ts';
import { THEMES } from '#src/look/themes.ts';
import type { Answers, DraftFile } from './answers.ts';
import { listed, yamlOf, type Marks } from './draft-text.ts';
import { messagesOf } from '#src/messages/messages.ts';

const TAGLINE_LENGTH = 90;
const DESCRIPTION_LENGTH = 320;

/** store.yaml from the merchant's answers and the names of the largest categories. */
export function draftStore(answers: Answers, kinds: readonly string[]): DraftFile {
  const { name, country, currency, locale, timeZone, taxIncluded, email, phone } = answers;
  const neutral = messagesOf(locale).neutral;
  const words = messagesOf(locale).drafts;
  const accent = answers.accent && hexOf(answers.accent);
  const guidance = neutral.guidance.slice(0, -1); // the last speaks of demonstrations
  const marks: Record<string, string> = {
    tagline: 'drafted from your categories; say in under ten words what the shop is.',
    home: 'the biggest words of the home page, and questions a shopper could click.',
  };
  if (timeZone === 'UTC') marks['timeZone'] = 'the clock of the shop, such as Europe/Berlin.';
  const open = (value: string | undefined, field: string, what: string, otherwise: string): string => {
    if (!value) marks[field] = what;
    return value ?? otherwise;
  };
  const fields = {
    name,
    tagline: fitted(kinds, locale, TAGLINE_LENGTH, (all) => all) ?? neutral.tagline,
    description:
      fitted(kinds, locale, DESCRIPTION_LENGTH, (all) => words.sold(name, all)) ?? neutral.description,
    demonstration: false,
    currency,
    locale,
    country,
    timeZone,
    contact: {
      email: open(email, 'contact.email', 'the address where a person reads mail.', neutral.email),
      phone,
      hours: open(answers.hours, 'contact.hours', 'when somebody answers.', words.toFollow),
      address: open(answers.address, 'contact.address', 'the address of your invoices.', words.toFollow),
    },
    legal: {
      company: open(answers.company, 'legal.company', 'the registered name of the seller.', name),
      taxIncluded,
    },
    tone: { greeting: neutral.greeting, guidance },
    look: {
      theme: answers.theme ?? THEMES[0],
      ...(accent ? { colors: { accent } } : {}),
      type: answers.type,
    },
    home: {
      headline: neutral.home.headline,
      intro: neutral.home.intro,
      questions: neutral.home.questions,
      featured: [],
    },
  };
  const head = 'The shop in words. Prices and stock live in the catalogue, never here.';
  return { file: 'store.yaml', text: yamlOf(fields, marks as Marks, head) };
}

/** A sentence with as many of the names as fit, at most six; null where not even one does. */
function fitted(
  names: readonly string[],
  locale: string,
  most: number,
  sentence: (all: string) => string,
): string | null {
  for (let some = Math.min(6, names.length); some > 0; some--) {
    const text = sentence(listed(names.slice(0, some), locale));
    if (text.length <= most) return text;
  }
  return null;
}
