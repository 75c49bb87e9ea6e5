import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { isForChildren } from '#src/catalog/for-children.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { SearchHit } from '#src/search/result.ts';
import { search, type View } from '#src/search/search.ts';
import { speakingLines, type SpeakingLine } from './speaking-lines.ts';

/** One thing for a purpose: of which kind, with the sentence that speaks for it, and another of its kind that is not it. */
export interface PurposePick {
  readonly product: Product;
  readonly variant: Variant;
  readonly kind: string;
  /** A sentence of the product's own words or facts. */
  readonly because: string;
  readonly other: { readonly product: Product; readonly notFor: string | null } | null;
}

const LOOKED_AT = 48;
const LEAST = 0.34; // of the telling words of the purpose that a line has to hold, by how telling each is
const BREADTH = 0.1; // for every line that speaks of it
const MOST_BREADTH = 5;
const MENTIONED = 0.4; // a guide about the purpose speaks for the products it names
const PREFERRED = 0.25; // less than a line of its own
const RATED = 0.05; // a star more or less

/**
 * What a purpose needs, a pick a kind of thing, the kind with most to say for it first. A kind is the first level of
 * the catalogue at which what fits parts. Evidence are stated uses, the product's own words and facts, and the guides
 * about the purpose; never what it is not for, a question, or a sentence that names another product. Empty where
 * nothing in the shop speaks of the purpose.
 */
export async function purposePicks(
  db: Database,
  content: Content,
  query: SearchQuery,
  purpose: string,
  view: Pick<View, 'currency' | 'locale'> & {
    readonly most: number;
    /** Words that make a product of those that fit the better one. */
    readonly preferred?: readonly string[];
  },
): Promise<readonly PurposePick[]> {
  const { currency, locale, most, preferred = [] } = view;
  const better = preferred.flatMap((word) => tokensOf(word).map(({ term }) => term));
  const { hits } = await search(
    db,
    { ...query, text: purpose },
    { page: 1, perPage: LOOKED_AT, currency, locale },
  );
  const grown = !query.filters.some(({ key }) => key === 'age_group');
  const open = hits.filter(
    ({ product }) => product.variants.some(isAvailable) && !(grown && isForChildren(product)),
  );
  const asked = [...new Set(tokensOf(purpose).map(({ term }) => term))];
  const others = open.map(({ product: { title } }) => title);
  const lines = open.map(({ product }) => speakingLines(content, product, others));
  const weights = howTelling(asked, lines);
  const mentioned = productsOfGuides(content, asked);
  const candidates = open
    .map((hit, at) => candidateOf(hit, lines[at] ?? [], { weights, mentioned, better }))
    .filter((one) => one.line !== null)
    .toSorted((a, b) => b.score - a.score);
  const level = partingLevel(candidates.map(({ hit }) => hit.product));
  const kinds = Map.groupBy(
    candidates,
    ({ hit }) => hit.product.categorySlugs[level] ?? hit.product.categorySlugs.at(-1) ?? '',
  );
  return [...kinds.values()].slice(0, most).flatMap(([best, next]) => {
    if (!best?.line) return [];
    const { product, variant } = best.hit;
    return [
      {
        product,
        variant,
        kind: product.categoryPath.at(-1) ?? product.productType ?? '',
        because: best.line.text,
        other: next ? { product: next.hit.product, notFor: notForOf(content, next.hit.product) } : null,
      },
    ];
  });
}

interface Candidate {
  readonly hit: SearchHit;
  readonly line: SpeakingLine | null;
  readonly score: number;
}

interface Evidence {
  readonly weights: ReadonlyMap<string, number>;
  readonly mentioned: ReadonlySet<string>;
  readonly better: readonly string[];
}

function candidateOf(
  hit: SearchHit,
  lines: readonly SpeakingLine[],
  { weights, mentioned, better }: Evidence,
): Candidate {
  const all = [...weights.values()].reduce((sum, one) => sum + one, 0);
  const scored = lines
    .map((line) => {
      const held = [...weights]
        .filter(([term]) => line.terms.has(term))
        .reduce((sum, [, one]) => sum + one, 0);
      return { line, held: all ? held / all : 0 };
    })
    .filter(({ held }) => held >= LEAST)
    .toSorted((a, b) => b.held * b.line.weight - a.held * a.line.weight);
  const [best] = scored;
  const quoted = scored.find(({ line }) => line.isProse) ?? best;
  const { rating, slug } = hit.product;
  const score =
    (best ? best.held * best.line.weight : 0) +
    BREADTH * Math.min(MOST_BREADTH, scored.length) +
    (mentioned.has(slug) ? MENTIONED : 0) +
    (lines.some(({ terms }) => better.some((term) => terms.has(term))) ? PREFERRED : 0) +
    (rating ? RATED * (rating.average - 3) * Math.min(1, rating.count / 5) : 0);
  return { hit, line: quoted?.line ?? null, score };
}

/** Words that every line holds tell nothing. Inverse document frequency over the products looked at. */
function howTelling(
  asked: readonly string[],
  lines: readonly (readonly SpeakingLine[])[],
): ReadonlyMap<string, number> {
  return new Map(
    asked.flatMap((term) => {
      const holding = lines.filter((own) => own.some(({ terms }) => terms.has(term))).length;
      return holding ? [[term, Math.log((lines.length + 1) / holding)] as const] : [];
    }),
  );
}

/** Products that guides about the purpose name: their uses or title hold its most telling words. */
function productsOfGuides({ guides }: Content, asked: readonly string[]): ReadonlySet<string> {
  const fitting = guides.filter(({ words }) =>
    [words.title, ...words.uses].some((text) => {
      const terms = tokensOf(text).map(({ term }) => term);
      return terms.length > 0 && terms.filter((term) => asked.includes(term)).length / terms.length >= 0.5;
    }),
  );
  return new Set(fitting.flatMap(({ words }) => words.products));
}

/** The first level of the categories at which products part; 0 where they never do. */
function partingLevel(products: readonly Product[]): number {
  const deepest = Math.max(1, ...products.map(({ categorySlugs }) => categorySlugs.length));
  for (let level = 0; level < deepest; level++)
    if (new Set(products.map(({ categorySlugs }) => categorySlugs[level])).size > 2) return level;
  return deepest - 1;
}

const notForOf = (content: Content, { slug }: Product): string | null =>
  content.productWords(slug)?.words.notFor[0] ?? null;
