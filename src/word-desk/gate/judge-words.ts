import type { Product } from '#src/catalog/product.ts';
import { amounts } from './amounts.ts';
import { contents } from './contents.ts';
import type { Contradiction, Facts, Rule } from './facts.ts';
import { measures } from './measures.ts';
import { promises } from './promises.ts';
import { quotes } from './quotes.ts';
import { returns } from './returns.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import { stockClaims } from './stock-claims.ts';

const RULES: readonly Rule[] = [promises, amounts, stockClaims, measures, contents, returns, quotes];

/**
 * The sentences of a file that contradict a row or promise what no row gives. Of sentences that stood there before
 * (`before`, the wording that is published) nothing is said: whoever mends a comma is not asked for the rest.
 */
export function judgeWords(
  path: string,
  file: string,
  facts: Facts,
  before: string | null = null,
): readonly Contradiction[] {
  const stood = new Set(before === null ? [] : sentencesOf(path, before).map(({ text }) => text));
  const told = new Set<string>();
  return sentencesOf(path, file).flatMap((sentence) => {
    if (stood.has(sentence.text)) return [];
    const about = productsIn(sentence, facts);
    return RULES.flatMap((rule) => rule({ text: sentence.text, about }, facts)).flatMap((one) => {
      const key = `${one.kind} ${sentence.text}`;
      if (told.has(key)) return [];
      told.add(key);
      return [{ ...one, sentence: sentence.text }];
    });
  });
}

/** What a sentence is about: the product whose words these are, and those that it names. */
function productsIn({ text, links }: Sentence, { own, named }: Facts): readonly Product[] {
  const lower = text.toLowerCase();
  const there = named.filter(
    ({ slug, title }) => links.includes(slug) || (title.length > 3 && lower.includes(title.toLowerCase())),
  );
  return own ? [own, ...there] : there;
}
