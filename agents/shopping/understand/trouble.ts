import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Understood } from '#src/editorial/handoff-schema.ts';
import { LANGUAGE, padded } from './language.ts';

const names = z.array(z.string().min(1));
const schema = z.strictObject({
  lists: z.record(z.string(), names),
  rules: z.array(
    z.strictObject({
      matter: z.enum(['harmed', 'legal', 'payment', 'order-problem', 'anger']),
      all: names.min(1),
      unless: names.default([]),
      'unless said': names.default([]),
    }),
  ),
});

type Rule = z.infer<typeof schema>['rules'][number];

/** What of a turn's words is a person's matter, with the words that say so. */
export interface Trouble {
  readonly matter: Understood;
  readonly because: readonly string[];
}

let read: z.infer<typeof schema> | undefined;

/** The matters for a person that the words hold, by the rules of `language/trouble-en.yaml`; each once. */
export function troublesIn(text: string): readonly Trouble[] {
  const { rules } = (read ??= readTable());
  const whole = numbersAsZero(text);
  const sentences = text.split(SENTENCE_ENDS).map(numbersAsZero);
  const found = rules.flatMap((rule) => {
    if (holdsAny(whole, rule['unless said'])) return [];
    const because = sentences.map((sentence) => evidenceOf(rule, sentence)).find((one) => one !== null);
    return because ? [{ matter: rule.matter, because }] : [];
  });
  return found.filter(({ matter }, at) => found.findIndex((one) => one.matter === matter) === at);
}

/** Whether a call for a person rests on words for one and for reaching one, not on the shape of the turn alone. */
export const asksForSomebody = (text: string): boolean => {
  const said = numbersAsZero(text);
  const [, purpose] = SOMEBODY_TO.exec(said) ?? [];
  if (purpose && !holdsAny(` ${purpose} `, ['asks'])) return false;
  return holdsAny(said, ['somebody']) && holdsAny(said, ['asks']);
};

// "Somebody to talk to" is a person of the shop, "somebody to dance with" is none.
const SOMEBODY_TO = / (?:some|any)(?:one|body) to (\p{L}+)/u;

/**
 * Whether the turn only supposes a mishap, tells of one with another shop’s thing, wishes for something new, or is a
 * turn without a word of one: nobody is called by the shape of a sentence.
 */
export function onlyTells(text: string): boolean {
  const said = numbersAsZero(text);
  if (holdsAny(said, ['elsewhere', 'wishing'])) return true;
  if (!holdsAny(said, MISHAPS)) return true;
  return text.split(SENTENCE_ENDS).every((sentence) => holdsAny(numbersAsZero(sentence), ['supposing']));
}

/** Lists of words without which nothing went wrong with an order. */
const MISHAPS = ['defects', 'order', 'sent', 'charge', 'refund'];

const SENTENCE_ENDS = /(?<=[.!?;])\s+/;

/** The word of each list, none of them twice; null where one is missing or the sentence denies the rule. */
function evidenceOf(rule: Rule, sentence: string): readonly string[] | null {
  if (holdsAny(sentence, rule.unless)) return null;
  let rest = sentence;
  const because: string[] = [];
  for (const list of rule.all) {
    const word = wordsOf(list).find((one) => holds(rest, one));
    if (word === undefined) return null;
    because.push(word);
    rest = rest.replace(` ${word} `, ' , ');
  }
  return because;
}

const holdsAny = (said: string, lists: readonly string[]): boolean =>
  lists.some((list) => wordsOf(list).some((word) => holds(said, word)));

const holds = (said: string, word: string): boolean =>
  word.startsWith('^') ? said.startsWith(` ${word.slice(1)} `) : said.includes(` ${word} `);

const wordsOf = (list: string): readonly string[] => (read ??= readTable()).lists[list] ?? [];

/** "Will not turn on" supposes nothing, as "will turn on" does. */
const numbersAsZero = (text: string): string =>
  padded(text)
    .replace(/\d+/g, '0')
    .replace(/ (?:will|would|can|could) not /g, ' not ');

/** Throws, naming the file, where it cannot be read or a rule names a list that is not there. */
function readTable(): z.infer<typeof schema> {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const file = `trouble-${LANGUAGE}.yaml`;
  const parsed = schema.safeParse(parse(readFileSync(join(here, 'language', file), 'utf8')));
  if (!parsed.success) throw new Error(`language/${file}: ${z.prettifyError(parsed.error)}`);
  const { lists, rules } = parsed.data;
  const unknown = rules
    .flatMap((rule) => [...rule.all, ...rule.unless, ...rule['unless said']])
    .find((list) => !lists[list]);
  if (unknown) throw new Error(`language/${file}: no list ${unknown}`);
  return parsed.data;
}
