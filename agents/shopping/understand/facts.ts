import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { synonymsOf } from '#src/language/synonyms.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { linesOf } from './described.ts';
import { english, LANGUAGE, padded, says } from './language.ts';

const words = z.array(z.string().min(1));

const factsFile = z.strictObject({
  facts: z.record(z.string(), z.strictObject({ asked: words, stated: words })),
  alike: z.array(words),
  idle: words,
  vessels: words,
  wishes: words,
});

/** Reads what is asked in other words than it is stated in. Throws, naming the file, where it cannot be read. */
function readFacts(): z.infer<typeof factsFile> {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const name = `facts-${LANGUAGE}.yaml`;
  const parsed = factsFile.safeParse(parse(readFileSync(join(here, 'language', name), 'utf8')));
  if (!parsed.success) throw new Error(`language/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const file = readFacts();
const termsOf = (text: string): readonly string[] => tokensOf(text).map(({ term }) => term);
const idle = new Set([...file.idle, ...english['asking words'], ...english.unhelpful].flatMap(termsOf));

/** By term, the terms of what is of the same sort: what is said of pets is said of cats. */
const alike = new Map<string, ReadonlySet<string>>(
  file.alike.flatMap((group) => {
    const terms = new Set(group.flatMap(termsOf));
    return [...terms].map((term) => [term, terms] as const);
  }),
);

/** Words that say what a thing is held in: whoever asks how big the bottle is asks how much of it there is. */
export const vessels: readonly string[] = file.vessels;

interface AskedFact {
  /** The words that ask for it. */
  readonly phrases: readonly string[];
  readonly stated: readonly string[];
}

/** The facts that a question asks for by words which seldom state them. */
const factsIn = (question: string): readonly AskedFact[] => {
  const said = padded(question);
  return Object.values(file.facts).flatMap(({ asked, stated }) => {
    const phrases = asked.filter((phrase) => said.includes(` ${phrase} `));
    return phrases.length ? [{ phrases, stated }] : [];
  });
};

/** Whether a text asks for something that descriptions state: "where is it made", "is it safe for cats?". */
export const asksForFact = (text: string): boolean => factsIn(text).length > 0 && !says(text, file.wishes);

interface Line {
  readonly text: string;
  /** The heading that it stands below; empty where it stands below none. */
  readonly head: string;
}

const LONGEST_HEAD = 3; // words
const LEAST_OPEN = 0.6; // share of what else was asked that a line must hold
const LITERAL = 0.2; // what a line is worth that has the very words of the question
const HEADED = 0.5; // what a fact counts that only the heading states
const LONGEST = 60; // words; a longer line is an inventory

/**
 * The line of a description, with its heading where only that says so, which states what is asked in other words; null
 * where the question asks for no such fact or no line states it along with what else was asked.
 */
export function factLine(question: string, title: string, description: string): string | null {
  const facts = factsIn(question);
  if (!facts.length) return null;
  const consumed = new Set(facts.flatMap(({ phrases }) => phrases).flatMap(termsOf));
  const own = new Set(termsOf(title));
  const open = [...new Set(termsOf(question))].filter(
    (term) => !consumed.has(term) && !own.has(term) && !idle.has(term),
  );
  let best: { readonly line: Line; readonly byHead: boolean; readonly score: number } | null = null;
  for (const line of headedLines(description)) {
    const stated = facts.filter((fact) => says(line.text, fact.stated)).length;
    const headed = line.head ? facts.filter((fact) => says(line.head, fact.stated)).length : 0;
    const held = heldOf(line, open);
    if (stated + headed === 0 || held < LEAST_OPEN) continue;
    const literal = termsOf(line.text).some((term) => consumed.has(term)) ? LITERAL : 0;
    const score = (stated + HEADED * headed) / facts.length + (open.length ? held : 0) + literal;
    if (!best || score > best.score) best = { line, byHead: stated === 0, score };
  }
  return best && (best.byHead ? `${best.line.head}: ${best.line.text}` : best.line.text);
}

/** How much of the terms a line holds, by themselves or by words of the same sort; 1 where there are none. */
function heldOf({ text, head }: Line, open: readonly string[]): number {
  if (!open.length) return 1;
  const terms = new Set(termsOf(`${head} ${text}`));
  const holds = (term: string) =>
    terms.has(term) ||
    synonymsOf(term).some((one) => terms.has(one)) ||
    [...(alike.get(term) ?? [])].some((one) => terms.has(one));
  return open.filter(holds).length / open.length;
}

/** The lines of a description with the heading each stands below; no questions, and no inventories. */
function headedLines(description: string): readonly Line[] {
  let head = '';
  return linesOf(description).flatMap((raw): readonly Line[] => {
    const text = raw.trim();
    const count = text.split(/\s+/).length;
    if (!text || text.endsWith('?')) return [];
    if (count <= LONGEST_HEAD && !/[.!]$/.test(text) && /^\p{Lu}/u.test(text) && !/\d/.test(text)) {
      head = text.replace(/:$/, '');
      return [{ text, head: '' }];
    }
    return count > LONGEST && !text.includes(':') ? [] : [{ text, head }];
  });
}
