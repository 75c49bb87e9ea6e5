import { attributeText, type Attribute, type Product } from '#src/catalog/product.ts';
import { partsOfPair, tokensOf, type Token } from '#src/language/tokenizer.ts';
import { bounds, fieldWeights, type Field } from '../weights.ts';
import { lengthNorm, termImpact } from './term-impact.ts';

/** The texts of one product that search reads, by field. */
export type Texts = Readonly<Record<Field, string>>;

/** The average number of words of each field over the products that have the field. */
export type Lengths = Readonly<Record<Field, number>>;

export const fields = Object.keys(fieldWeights) as readonly Field[];

const VARIANTS_READ = 60; // codes of more variants than this would drown the product's words
const LONGEST_TEXT = 20_000;

/** What search knows of a product; `words` is the shop's own prose about it, or ''. */
export function textsOf(product: Product, words: string): Texts {
  const variants = product.variants.slice(0, VARIANTS_READ);
  const stated = [...product.attributes, ...variants.flatMap((variant) => variant.attributes)];
  return {
    title: product.title,
    class: [product.productType ?? statedType(stated), ...product.categoryPath].join(' . '),
    brand: product.brand ?? '',
    attributes: [
      ...new Set(stated.map(attributeWords)),
      ...product.options.flatMap((option) => option.values),
      ...product.tags,
    ].join(' . '),
    codes: variants.map((variant) => [variant.sku, variant.gtin, variant.mpn].join(' ')).join(' '),
    description: product.description.slice(0, LONGEST_TEXT),
    editorial: words.slice(0, LONGEST_TEXT),
  };
}

/** Feeds without a type of their own often state one among the details. */
function statedType(stated: readonly Attribute[]): string {
  const type = stated.find((one) => one.key === 'product_type');
  return type?.kind === 'words' ? (type.values[0] ?? '') : '';
}

/** A number needs its label to mean anything, a true flag is its label, a false one is nothing to find. */
function attributeWords(attribute: Attribute): string {
  if (attribute.kind === 'words') return attributeText(attribute);
  if (attribute.kind === 'flag') return attribute.value ? attribute.label : '';
  return `${attribute.label} ${attributeText(attribute)}`;
}

export type FieldTokens = Readonly<Record<Field, readonly Token[]>>;

export function fieldTokens(texts: Texts): FieldTokens {
  return Object.fromEntries(fields.map((field) => [field, tokensOf(texts[field])])) as unknown as FieldTokens;
}

/**
 * BM25F of each term of a product without its idf (Robertson, Zaragoza & Taylor 2004): the saturated sum of its
 * weighted, length-normalised frequencies. Best first, at most `bounds.termsOfProduct`; each between 0 and 1.
 */
export function impactsOf(tokens: FieldTokens, average: Lengths): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const field of fields) {
    const all = tokens[field];
    if (!all.length) continue;
    // Codes stand outside of length: the tenth SKU does not make the first one weaker.
    const length = field === 'codes' ? 1 : lengthNorm(all.length, Math.max(1, average[field]));
    const each = fieldWeights[field] / length;
    for (const { term, word } of all) {
      for (const one of [term, ...partsOfPair(word)]) sums.set(one, (sums.get(one) ?? 0) + each);
    }
  }
  return [...sums]
    .map(([term, sum]) => [term, Math.fround(termImpact(sum))] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, bounds.termsOfProduct);
}
