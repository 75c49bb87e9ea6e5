import type { Product } from '#src/catalog/product.ts';
import { commonAspects, complaint, excess, negators, praise } from './lexicon.ts';
import type { Review } from './review.ts';
import { holds, wordsIn } from './sentences.ts';

/** What owners may speak of, and where the shop has it from. */
export interface Aspect {
  readonly key: string;
  readonly label: string;
  readonly words: ReadonlySet<string>;
  readonly learnedFrom: 'lexicon' | 'attribute' | 'reviews';
}

const LEAST_REVIEWS = 3; // a noun that fewer speak of is chance
const SHORTEST = 4;
const NOUN_AFTER = new Set(['the', 'its', 'their', 'this', 'these']);
/* Words that stand after an article in any review and name no aspect. */
const PLAIN = new Set(
  `thing things time times year years month months week weeks day days hour hours minute minutes morning night winter summer
   first last second third other same only whole next half most rest right left back front side top bottom end start lot
   bit kind pair pairs product item order shop store brand price review reviews way one ones mile miles long short better best new old box website photo photos picture`.split(
    /\s+/,
  ),
);
const MEASURE = new Set([
  'max',
  'min',
  'per',
  'type',
  'number',
  'count',
  'total',
  'with',
  'and',
  'for',
  'the',
]);

/**
 * The aspects of a product: those most goods have, those its own attributes name, and the nouns its reviews come
 * back to. The order is that of trust: a word belongs to the first aspect that knows it.
 */
export function learnAspects(
  product: Pick<Product, 'title' | 'productType' | 'attributes'>,
  reviews: readonly Pick<Review, 'title' | 'body' | 'usedFor'>[],
): readonly Aspect[] {
  const aspects: Aspect[] = commonAspects.map((one) => ({ ...one, learnedFrom: 'lexicon' }));
  const isTaken = (word: string) => aspects.some((aspect) => holds(aspect.words, word));
  for (const attribute of product.attributes) {
    const words = wordsIn(attribute.label).filter((word) => word.length >= SHORTEST && !MEASURE.has(word));
    // `Stack height at the heel` is no word that owners use; one or two words may be.
    if (words.length === 0 || words.length > 2 || words.some((word) => isTaken(word) || isPlain(word)))
      continue;
    aspects.push({
      key: attribute.key,
      label: attribute.label,
      words: new Set(words),
      learnedFrom: 'attribute',
    });
  }
  const ownName = new Set(wordsIn(`${product.title} ${product.productType ?? ''}`));
  // What owners used it for ("first race") is told as an occasion and is no part of the product.
  const occasions = new Set(reviews.flatMap((review) => wordsIn(review.usedFor)));
  for (const noun of frequentNouns(reviews)) {
    if (isTaken(noun) || isPlain(noun)) continue;
    if ([ownName, occasions].some((words) => holds(words, noun) || words.has(`${noun}s`))) continue;
    aspects.push({
      key: `word-${noun}`,
      label: noun.charAt(0).toUpperCase() + noun.slice(1),
      words: new Set([noun]),
      learnedFrom: 'reviews',
    });
  }
  return aspects;
}

/** Words that stand right after an article in at least LEAST_REVIEWS reviews, the most frequent first. */
function frequentNouns(reviews: readonly Pick<Review, 'title' | 'body'>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const review of reviews) {
    const words = wordsIn(`${review.title}\n${review.body}`);
    const nouns = words.filter((word, at) => word.length >= SHORTEST && NOUN_AFTER.has(words[at - 1] ?? ''));
    for (const noun of new Set(nouns.map((word) => word.replace(/(?<=\p{L}{4})s$/u, '')))) {
      counts.set(noun, (counts.get(noun) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= LEAST_REVIEWS)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([noun]) => noun);
}

const isPlain = (word: string): boolean =>
  PLAIN.has(word) || holds(praise, word) || holds(complaint, word) || negators.has(word) || excess.has(word);
