import { languageOf, speaks } from '#src/messages/messages.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const words = z.array(z.string().min(1));

const language = z.strictObject({
  references: z.strictObject({
    ordinals: z.array(words),
    counted: words,
    'pointing on': words,
    last: words,
    both: words,
    all: words,
    it: words,
    here: words,
    they: words,
    several: words,
    other: words,
    extremes: z.array(z.strictObject({ words, key: z.string(), most: z.boolean() })),
    one: z.string(),
    which: words,
  }),
  comparing: words,
  choosing: words,
  conditional: words,
  times: z.strictObject({ asked: words, units: words }),
  asides: words,
  everything: words,
  none: words,
  refusing: words,
  disliking: words,
  forgetting: words,
  'given up': z.strictObject({ before: words, after: words, enough: words }),
  concepts: z.strictObject({ meaning: words, amount: words, needing: words }),
  speaking: z.record(z.string(), words),
  'past words': words,
  wishing: words,
  talk: words,
  interjections: words,
  sending: words,
  'state of returns': words,
  'asks if allowed': words,
  'changing what came': words,
  'bare no': words,
  'bare yes': words,
  'leaving the choice': words,
  'price words': words,
  'asking words': words,
  'asking availability': words,
  'going on': words,
  'asking the shop': words,
  'asking for wares': words,
  'cart words': words,
  'asks for goods': words,
  'anything at all': words,
  'asks how many': words,
  medical: words,
  'medical endings': words,
  'no body': words,
  'medical questions': words,
  grave: words,
  healing: words,
  intolerance: z.strictObject({ opening: words, makes: words, ills: words, ending: words, others: words }),
  conditions: z.record(z.string(), z.string()),
  occasions: words,
  'gift words': words,
  professional: z.string(),
  'foreign words': words,
  'own words': words,
  owning: words,
  'already there': words,
  'size words': z.record(z.string(), words),
  'whole kit': words,
  'that one': words,
  without: words,
  swapping: words,
  relative: z.array(z.strictObject({ words, key: z.string(), direction: z.enum(['less', 'more']) })),
  likeness: words,
  'going on in kind': words,
  numbers: words,
  'amount verbs': words,
  adding: words,
  ordering: words,
  'looking at the cart': words,
  changing: words,
  removing: words,
  qualities: z.array(z.strictObject({ words, labels: words, most: z.boolean() })),
  more: z.strictObject({ most: words, least: words }),
  'goes together': words,
  bundles: words,
  codes: words,
  'rules of buying': words,
  purposes: z.strictObject({
    for: words,
    beginning: words,
    beginner: words,
    ending: words,
    'of a person': words,
    empty: words,
  }),
  'asks if there is any': words,
  'asks how it comes': words,
  'asks for stock': words,
  'asking openings': words,
  'change verbs': words,
  'joining words': words,
  each: words,
  limits: z.record(z.string(), words),
  'last limit': words,
  fillers: words,
  'body words': words,
  machine: z.strictObject({ things: words, people: words, addressed: words, between: words, talking: words }),
  'filler openings': words,
  people: z.strictObject({ child: words, man: words, woman: words }),
  adjectives: z.strictObject({ endings: words, words }),
  'in a sentence': z.record(z.string(), z.string()),
  everybody: words,
  judging: words,
  unhelpful: words,
  meanings: z.record(z.string(), words),
  uses: words,
  asks: z.strictObject({
    cons: words,
    'not for': words,
    'who for': words,
    'what for': words,
    price: words,
    reviews: words,
    'price before': words,
    size: words,
    count: words,
  }),
});

/** Words of one language that the offline model reads and speaks with; `language/en.yaml` says what each is for. */
export type Language = z.infer<typeof language>;

/** Reads a language. Throws, naming the file, where it cannot be read. */
function readLanguage(code: string): Language {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const parsed = language.safeParse(parse(readFileSync(join(here, 'language', `${code}.yaml`), 'utf8')));
  if (!parsed.success) throw new Error(`language/${code}.yaml: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The language that questions are read in; others are put into it first (`glossed`). */
export const LANGUAGE = 'en';

/** The language that the assistant speaks to the shoppers of a locale: their own where it is told in it, else English. */
export const spokenIn = (locale: string): string => (speaks(locale) ? languageOf(locale) : LANGUAGE);

export const english: Language = readLanguage(LANGUAGE);

/** Lower-case words with one space around each, so that whole phrases can be looked for. */
export const padded = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}$]+/gu, ' ')
    .trim()} `;

/** Whether the text says one of the phrases, as whole words. */
export const says = (text: string, phrases: readonly string[]): boolean => {
  const said = padded(text);
  return phrases.some((phrase) => said.includes(` ${phrase} `));
};
