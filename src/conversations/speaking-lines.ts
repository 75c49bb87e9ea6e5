import { attributeText, type Product } from '#src/catalog/product.ts';
import type { Content } from '#src/editorial/content.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

/** A sentence that may speak for a product, with its terms. */
export interface SpeakingLine {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  /** How much it says of what the product is for: a stated use more than a description. */
  readonly weight: number;
  /** Whether it is a sentence to be quoted, and not a fact or a title. */
  readonly isProse: boolean;
}

const USE = 1.6;
const WHOM = 1.1;
const OWN = 1;
const DESCRIBED = 0.8;
const LONGEST_VALUE = 80; // characters; a longer value is prose
const LEAST_WORDS = 4; // a shorter description's sentence is a heading
const DENIES = /\b(?:not|never|no longer|avoid|unsuitable|except|instead of|rather than)\b/i;

/**
 * What may speak for a product: stated uses, whom it is for, what is good about it, its facts and the sentences of its
 * description. Never what it is not for, a question, a denial, or a sentence that names one of the `others`.
 */
export function speakingLines(
  content: Content,
  product: Product,
  others: readonly string[],
): readonly SpeakingLine[] {
  const words = content.productWords(product.slug)?.words;
  const line =
    (weight: number, isProse = true) =>
    (text: string, said?: string): SpeakingLine => ({
      text: said ?? text,
      weight,
      isProse,
      terms: new Set(tokensOf(text).map(({ term }) => term)),
    });
  const facts = product.attributes.flatMap((attribute) => {
    const value = attributeText(attribute);
    return attribute.kind === 'words' && value.length <= LONGEST_VALUE
      ? [`${attribute.label}: ${value}`]
      : [];
  });
  const uses = (words?.useCases ?? []).map(({ use, why }) => line(USE)(`${use}: ${why}`, why));
  const rest = [
    ...(words?.whoFor ?? []).map((text) => line(WHOM)(text, `For ${lower(text)}`)),
    ...(words?.pros ?? []).map((text) => line(OWN)(text)),
    ...[words?.answer ?? ''].flatMap(sentencesOf).map((text) => line(OWN)(text)),
    ...sentencesOf(product.description).map((text) => line(DESCRIBED)(text)),
    ...facts.map((text) => line(USE, false)(text)),
    line(DESCRIBED, false)([product.title, ...product.tags].join(' '), titleLine(product)),
  ];
  const foreign = others.filter((title) => title !== product.title).map((title) => title.toLowerCase());
  return [...uses, ...rest].filter(({ text }) => {
    const lower = text.toLowerCase();
    return (
      text && !text.includes('?') && !DENIES.test(text) && !foreign.some((title) => lower.includes(title))
    );
  });
}

const lower = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const titleLine = ({ productType, categoryPath, title }: Product): string =>
  `${title}: ${productType ?? categoryPath.at(-1) ?? title}`;

const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((one) => one.trim())
    .filter((one) => one.split(/\s+/).length >= LEAST_WORDS);
