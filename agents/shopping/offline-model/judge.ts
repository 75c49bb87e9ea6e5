import type { Messages } from '#src/messages/messages.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { DetailsView } from '../tool-results/product-details.ts';
import { headedLine, linesOf } from '../understand/described.ts';
import { vessels } from '../understand/facts.ts';
import { english, says } from '../understand/language.ts';

const LONGEST_FACT = 80; // a longer fact is prose like the description
const ENOUGH = 0.6; // share of what was asked that a line has to hold to speak of it
const LONGEST_LINE = 30; // words of a quoted line

/** Whether the question asks for a judgement: "is it good for flat feet?". */
export const asksForJudgement = (question: string): boolean =>
  says(question.replace(/\bmade (?:of|from|out of|in)\b/gi, ' '), english.judging);

/**
 * Yes, no or with what limits, with the shop's own line about it; null where none of its lines speaks of what was
 * asked. A line that says whom it is not for outweighs one that praises.
 */
export function judge(
  question: string,
  product: DetailsView,
  { about: say }: Messages['answers'],
): string | null {
  const asked = askedTerms(question, product.title);
  if (asked.length === 0) return null;
  const best = (lines: readonly string[]) => bestLine(lines, asked);
  const against = best(product.notFor);
  const limit = best(product.cons);
  const uses = best(product.useCases);
  const whom = best(product.whoFor);
  const praise = best(product.pros);
  const faq = bestLine(
    product.faqs.map((one) => one.question),
    asked,
  );
  const answered = faq && product.faqs.find((one) => one.question === faq.line)?.answer;
  const forIt = [whom, uses, praise].filter((one) => one !== null).sort((a, b) => b.score - a.score)[0];
  if (against && against.score >= (forIt?.score ?? 0))
    return `${say.not(product.title)} ${say.notFor(sentence(against.line))}`;
  const but = against ?? limit;
  const limits = but ? ` ${say.withLimit(sentence(but.line))}` : '';
  if (forIt) {
    const line = sentence(forIt.line);
    if (forIt === whom) return `${say.itIsFor(line)}${limits}`;
    return `${forIt === uses ? say.yesFor(line) : say.yes(line)}${limits}`;
  }
  const stated = statedUse(product, asked);
  if (stated) return `${say.among(stated, product.title)}${limits}`;
  if (answered) return firstWords(answered, LONGEST_LINE);
  return limit ? say.withLimit(sentence(limit.line)) : null;
}

/** Whether a text that is not about the product speaks of all that was asked. */
export function speaksOf(question: string, title: string, text: string): boolean {
  const asked = askedTerms(question, title);
  return asked.length > 0 && heldBy(text, asked) === 1;
}

const vesselTerms = new Set(vessels.flatMap((word) => tokensOf(word).map(({ term }) => term)));
const statesAmount = (line: string): boolean => AMOUNT.test(line);
const AMOUNT = /\d ?(?:fl\.? ?oz|oz|ml|cl|l|g|kg|lbs?|grams?|ounces?|lit(?:er|re)s?|pieces|pcs)\b/i;

const UNIT_ASKED =
  /\b(?:how many|how much|how long|what) (ml|cl|l|liters?|litres?|cm|mm|m|inch(?:es)?|kg|g|grams?|oz|hours?|minutes?|watts?|w)\b/i;
/** `25” x 36” inches`, `15 x 5 x 13`, `up to 18"`. */
const DIMENSIONS =
  /\d ?(?:[a-z"'”″′’]{1,3} ?)?[x×] ?(?:[a-z] ?)?\d|\d ?(?:(?:mm|cm|m|in|inch|inches|ft|feet)(?!\p{L})|["”″])/iu;

/**
 * The sentence of the product's own description, its title or a choice of it that holds what was asked, word for word;
 * null where none does.
 */
export function describedLine(question: string, product: DetailsView): string | null {
  const own = ownLines(product);
  const stated = measuredLine(question, product) ?? meantLine(question, product);
  if (stated) return stated;
  const open = openTerms(question, product);
  const best = open.length ? bestLine(own, open) : bestLine([product.title], askedOf(question));
  return best && sentence(best.line.trim());
}

/**
 * Where the question asks for a number (how big, how many, how long in hours), the line of the product's own description
 * that states one of what was asked; null where it asks for none or no line does.
 */
export function measuredLine(question: string, product: DetailsView): string | null {
  const own = ownLines(product);
  const [, unit] = UNIT_ASKED.exec(question) ?? [];
  const inUnit = unit && own.find((line) => new RegExp(`\\d\\s*${unit}\\b`, 'i').test(line));
  if (inUnit) return sentence(inUnit.trim());
  const open = openTerms(question, product);
  if (says(question, english.asks.size)) {
    const sized = own.filter((line) => DIMENSIONS.test(line));
    const thing = open.filter((term) => !vesselTerms.has(term));
    const line = thing.length ? bestLine(sized, thing)?.line : (sized[0] ?? own.find(statesAmount));
    return line ? sentence(line.trim()) : null;
  }
  if (!open.length || !says(question, english.asks.count)) return null;
  const counting = own.filter((line) => /\d/.test(line) || says(line, english.numbers));
  const line = counting.find((one) => countsOf(one, open)) ?? bestLine(counting, open)?.line;
  return line === undefined ? null : sentence(line.trim());
}

/** Whether a number stands right before what is asked for, or before those who do it: of "how many can play" `2-4 players`. */
function countsOf(line: string, asked: readonly string[]): boolean {
  const number = `(?:\\d+|${english.numbers.slice(1).join('|')})`;
  const counted = new RegExp(
    `(?<![\\p{L}\\d])${number}\\+?\\s+(?:\\p{L}+\\s+)?(\\p{L}+)|(\\p{L}+): *${number}`,
    'giu',
  );
  return [...line.matchAll(counted)].some(([, after, before]) =>
    tokensOf(after ?? before ?? '').some(({ term }) =>
      asked.some((one) => one === term || term === `${one}er` || term === `${one.replace(/e$/, '')}er`),
    ),
  );
}

/**
 * Where the question asks how long something takes or lasts, the line of the product's own words that states a length of
 * time: one that speaks of what else was asked before others; null where none does.
 */
export function timedLine(question: string, product: DetailsView): string | null {
  if (!asksForTime(question)) return null;
  const open = openTerms(question, product);
  const timed = ownLines(product).filter(statesTime);
  const line = (open.length ? bestLine(timed, open)?.line : undefined) ?? timed.find(isFact) ?? timed[0];
  return line === undefined ? null : sentence(line.trim());
}

/** Whether a question asks how long something takes or lasts, and not how long it is. */
export const asksForTime = (question: string): boolean =>
  says(question, english.times.asked) && !says(question, english.asks.size);

/** Whether a text states a length of time. */
export const statesTime = (text: string): boolean => TIMED.test(text);

const TIMED = new RegExp(
  `\\d\\s*(?:${[...english.times.units, 'hour', 'h', 'hrs?', 'minutes?', 'mins?', 'seconds', 'years?'].join('|')})\\b`,
  'iu',
);
const WORDS_OF_A_FACT = 6; // a line as short states one thing
const isFact = (line: string): boolean => line.trim().split(/\s+/).length <= WORDS_OF_A_FACT;

const ownLines = (product: DetailsView): readonly string[] =>
  [
    ...linesOf(unfence(product.description)),
    ...Object.values(product.specs)
      .filter((value) => value.length > LONGEST_FACT)
      .flatMap(linesOf),
    product.title,
    ...product.options.flatMap(({ inStock, soldOut }) => [...inStock, ...soldOut]),
  ].filter((line) => line.trim() && !line.includes('?'));

/** The line that is headed by what a word of the question means: of "made of" `Material: 100 % wool`. */
function meantLine(question: string, product: DetailsView): string | null {
  const meant = tokensOf(question).flatMap(({ word }) => english.meanings[word] ?? []);
  const lines = unfence(product.description);
  const [line] = meant.flatMap((word) => headedLine(word.split(' '), lines) ?? []);
  return line === undefined ? null : sentence(line.trim());
}

/** What a question asks of a product beside its name, and beside the words that only make it a question. */
function openTerms(question: string, product: DetailsView): readonly string[] {
  const titled = new Set(tokensOf(product.title).map(({ term }) => term));
  return askedOf(question).filter((term) => !titled.has(term));
}

const askedOf = (question: string): readonly string[] => {
  const blank = new Set(
    [...english['asking words'], ...english.asks.size, ...english.asks.count]
      .flatMap((one) => one.split(' '))
      .flatMap((word) => tokensOf(word).map(({ term }) => term)),
  );
  return askedTerms(question, '').filter((term) => !blank.has(term));
};

/** The telling terms of a question: what it is to be good for, without the product's name. */
function askedTerms(question: string, title: string): readonly string[] {
  const own = new Set(tokensOf(title).map(({ term }) => term));
  const blank = new Set(english.unhelpful.flatMap((word) => tokensOf(word).map(({ term }) => term)));
  // "Does it have wheels? My floor slopes": what is told beside a question is not asked.
  const asking = question.split(/(?<=[.?!])\s+/).filter((one) => one.endsWith('?'));
  const terms = tokensOf(asking.length ? asking.join(' ') : question).map(({ term }) => term);
  return [...new Set(terms)].filter((term) => !own.has(term) && !blank.has(term) && !isJudgingWord(term));
}

const isJudgingWord = (term: string): boolean => english.judging.includes(term);

function bestLine(
  lines: readonly string[],
  asked: readonly string[],
): { readonly line: string; readonly score: number } | null {
  const scored = lines
    .map((line) => ({ line, score: heldBy(line, asked) }))
    .sort((a, b) => b.score - a.score);
  const [first] = scored;
  return first && first.score >= ENOUGH ? first : null;
}

function heldBy(line: string, asked: readonly string[]): number {
  const held = new Set(tokensOf(line).map(({ term }) => term));
  const count = asked.filter((term) => held.has(term) || synonymsOf(term).some((other) => held.has(other)));
  return count.length / asked.length;
}

/** A value of the stated uses that holds all that was asked. */
function statedUse(product: DetailsView, asked: readonly string[]): string | null {
  const uses = Object.entries(product.specs).flatMap(([label, value]) =>
    english.uses.includes(label.toLowerCase()) ? value.split(', ') : [],
  );
  return uses.find((use) => heldBy(use, asked) >= ENOUGH) ?? null;
}

/** A line of the shop's as a sentence, cut where it is long. */
export const sentence = (line: string): string => {
  const short = firstWords(line, LONGEST_LINE);
  return /[.!?]$/.test(short) ? short : `${short}.`;
};
