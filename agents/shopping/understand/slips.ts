import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isTypo, slipsBetween } from '#src/language/edit-distance.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, LANGUAGE, padded } from './language.ts';
import { intentTokens } from './text-features.ts';
import { readExamples } from './intent-examples.ts';
import { shopWordsOf } from './shop-words.ts';

const slipsFile = z.strictObject({ words: z.array(z.string()), often: z.record(z.string(), z.string()) });

/** Throws, naming the file, where it cannot be read. */
function readSlips(): z.infer<typeof slipsFile> {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const name = `slips-${LANGUAGE}.yaml`;
  const parsed = slipsFile.safeParse(parse(readFileSync(join(here, 'language', name), 'utf8')));
  if (!parsed.success) throw new Error(`language/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const { words, often } = readSlips();
const SHORTEST = 6; // letters, of the word and of what is written for it
const WORD = /(?<![\p{L}\p{N}@.'’/-])\p{L}{2,}(?![\p{L}\p{N}@'’/-])/gu;

/** Every word that the language's lists and labelled turns hold, read once: none of them is a slip. */
let known: ReadonlySet<string> | undefined;
const knownWords = (): ReadonlySet<string> =>
  (known ??= new Set([
    ...readExamples().flatMap(({ say }) => intentTokens(say)),
    ...stringsIn(english).flatMap((one) => padded(one).trim().split(' ')),
  ]));

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(stringsIn)
      : [];

const ofShop = new WeakMap<Vocabulary, ReadonlySet<string>>();

/**
 * The text with slips in words of asking and of buying put right: "chepaer one?" wants a cheaper one. Words of the shop's
 * own, names and everything with signs or digits stay as they are.
 */
export function withoutSlips(text: string, vocabulary: Vocabulary): string {
  const shop = ofShop.get(vocabulary) ?? shopWordsOf(vocabulary);
  ofShop.set(vocabulary, shop);
  return text.replace(WORD, (word) => {
    const lower = word.toLowerCase();
    if (shop.has(lower)) return word;
    const usual = Object.hasOwn(often, lower) ? often[lower] : undefined;
    if (usual !== undefined) return usual;
    if (lower.length < SHORTEST - 1 || knownWords().has(lower)) return word;
    return nearest(lower) ?? word;
  });
}

/** The word that this one is most likely a slip of; null where none begins alike and is near. */
function nearest(word: string): string | null {
  const near = words
    .filter((one) => one.length >= SHORTEST && one[0] === word[0] && Math.abs(one.length - word.length) <= 2)
    .map((one) => ({ one, slips: slipsBetween(word, one) }))
    .filter(({ one, slips }) => isTypo(word, one, slips))
    .toSorted((a, b) => a.slips - b.slips);
  return near[0]?.one ?? null;
}
