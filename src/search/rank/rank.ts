import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { configuredEmbedder } from '#src/embeddings/configured.ts';
import { cosineDistance } from 'pgvector/kysely';
import { EmbedderUnavailable, type Embedder } from '#src/embeddings/embedder.ts';
import type { Matching } from '../engine/engine.ts';
import type { MatchReason } from '../result.ts';
import { namesChild } from '#src/language/age-group.ts';
import { denialsIn } from '#src/language/denied-words.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { OWN_VECTORS, tablesOf, type IndexState } from '../index/index-tables.ts';
import { matchReasons } from '../explain/highlight.ts';
import type { Question } from './features.ts';
import { rerank } from './rerank.ts';
import { prefetch } from '../retrieve/prefetch.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { byWords, closeThings } from './by-words.ts';
import { deniedProducts } from './denied-products.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { preferredSynonyms } from './preferred-synonym.ts';
import { bounds } from '../weights.ts';
import { NOTHING_UNUSED, queryTerms, type QueryTerm, type UnusedText } from '../retrieve/query-terms.ts';

export interface RankOptions {
  /** Products that may be shown, null for all; applied before any cut. */
  readonly matching?: Matching | null;
  /** Words that order too, though the text lacks them: those that filters were read from. */
  readonly also?: string;
  /** Ranked products to answer, at most; never more than `bounds.candidates`, or `bounds.sorted` where they are sorted. */
  readonly most?: number;
  /** Places from and to (exclusive) that get a reason; the others have null. Default: the first 24. */
  readonly reasons?: readonly [from: number, to: number];
  /** null: no hosted vectors. Default: what the environment names. */
  readonly embedder?: Embedder | null;
  /** Products that the question denies; default: those that `text` does. */
  readonly passedOver?: ReadonlySet<number>;
  /** Whom it is for is a child, though the text does not say so any more. Default: whether the text does. */
  readonly forChild?: boolean;
  /** Nouns of what the wanted thing is used on: what is called so is not wanted. */
  readonly serves?: readonly string[];
  /** The caller sorts by something else: what does not come close to the best by its words is left out. */
  readonly isSorted?: boolean;
  /** What the caller answers from; default: taken anew. */
  readonly snapshot?: Snapshot;
}

interface Ranked {
  readonly productId: number;
  /** 1 is the best word match without any feature; comparable within one ranking only. */
  readonly score: number;
  readonly reason: MatchReason | null;
}

export interface Ranking {
  /** Best first. Empty where the text holds no word of the catalogue. */
  readonly ranked: readonly Ranked[];
  /** The text with its words spelt as the catalogue spells them, null where nothing was corrected. */
  readonly correctedText: string | null;
  /** The words of the text in the catalogue, with what may stand for them: for reasons of products on a later page. */
  readonly asked: readonly QueryTerm[];
  /** Every word that ranked, those of `also` among them. */
  readonly groups: readonly QueryTerm[];
  /** Of them the noun of the question. */
  readonly head: QueryTerm | null;
  /** Whether any word of the text is in the catalogue. */
  readonly isKnown: boolean;
  readonly unused: UnusedText;
  /** true: the hosted embedder failed and only words were ranked by. */
  readonly withoutVectors: boolean;
}

const NOTHING = {
  ranked: [],
  correctedText: null,
  asked: [],
  groups: [],
  head: null,
  isKnown: false,
  unused: NOTHING_UNUSED,
} as const;
const LISTED = 10_000; // products that a statement is told one by one

/** Ranks products by a text. Any text is allowed; one without a usable word ranks nothing. */
export function rank(db: Database, text: string, options: RankOptions = {}): Promise<Ranking> {
  return retryOnSwap(db, (snapshot) => rankOnce(snapshot, text, options), options.snapshot);
}

async function rankOnce(
  { db, index, columns }: Snapshot,
  text: string,
  {
    matching = null,
    also = '',
    most = bounds.candidates,
    reasons = [0, 24],
    embedder = configuredEmbedder(),
    isSorted = false,
    passedOver,
    forChild = false,
    serves = [],
  }: RankOptions,
): Promise<Ranking> {
  if (index.generation === 0) return { ...NOTHING, withoutVectors: false };
  void prefetch(db, index);
  const said = denialsIn(text);
  const denied = passedOver ?? (await deniedProducts(db, index, said.denied));
  const words = await queryTerms(db, index, said.asked, also);
  const { asked, correctedText, isKnown, unused } = words;
  const whole = `${correctedText ?? said.asked} ${also}`.trim();
  // What filters were read from stands behind, and is no noun of what stands before.
  const served = new Set(serves.map((noun) => termOf(noun.toLowerCase())));
  const noun = headOf(correctedText ?? said.asked) ?? headOf(also);
  const head = noun !== null && served.has(noun) ? null : noun;
  const terms = await preferredSynonyms(db, index, words.groups, head);
  const { vector, failed } = await questionVector(index, terms, embedder, whole);
  if (!terms.length && !vector) return { ...NOTHING, unused, withoutVectors: failed };
  const question: Question = {
    groups: terms,
    head: terms.find((term) => term.token.term === head) ?? null,
    served: terms.filter((term) => served.has(term.token.term)),
    forChildren: forChild || namesChild(whole.slice(0, bounds.queryCharacters)),
    vector,
  };
  const ordered = isSorted
    ? (await closeThings(db, index, question, matching, denied)).map(({ document, score }) => ({
        product: document,
        score,
      }))
    : (await byEverything(db, columns, index, question, matching, denied)).slice(0, most);
  const [from, to] = reasons;
  const shown = ordered.slice(from, to).map((one) => one.product);
  const why = await matchReasons(db, shown, terms);
  return {
    ranked: ordered.map(({ product, score }) => ({
      productId: product,
      score,
      reason: why.get(product) ?? null,
    })),
    correctedText: correctedText === null ? null : `${correctedText} ${said.rest}`.trim(),
    asked,
    groups: terms,
    head: question.head,
    isKnown,
    unused,
    withoutVectors: failed,
  };
}

/** By the words, then by every feature, best first. */
async function byEverything(
  db: Database,
  columns: ColumnStore,
  index: IndexState,
  question: Question,
  matching: Matching | null,
  denied: ReadonlySet<number>,
): ReturnType<typeof rerank> {
  const scored = await byWords(db, index, question, matching, denied);
  const near = (await byMeaning(db, index, question, matching)).filter((product) => !denied.has(product));
  return rerank(db, columns, index, question, scored, near);
}

const headOf = (text: string): string | null => headOfQuestion(text.slice(0, bounds.queryCharacters));

/** Product ids by the words alone, best first. */
export function bestByWords(db: Database, text: string): Promise<readonly number[]> {
  return retryOnSwap(db, async ({ index }) => {
    if (index.generation === 0) return [];
    const { groups: terms } = await queryTerms(db, index, text, '');
    const scored = await byWords(db, index, { groups: terms, head: null }, null, new Set());
    return scored.map((one) => one.document);
  });
}

/** The products that a hosted model puts nearest to the question, which may share no word with it. */
async function byMeaning(
  db: Database,
  { generation }: IndexState,
  { vector }: Question,
  matching: Matching | null,
): Promise<readonly number[]> {
  if (!vector || !('hosted' in vector)) return [];
  const only = matching?.list(LISTED) ?? null;
  const { rows } = await rowsOf({ product: integer })`
    select product from ${tablesOf(generation).productVector}
    ${only ? sql`where product = any(${[...only]}::integer[])` : sql``}
    order by ${cosineDistance('vector', Array.from(vector.hosted))} limit ${bounds.vectorOnly}`.execute(db);
  const found = rows.map((row) => row.product);
  const marks = matching && !only ? matching.marks(Math.max(0, ...found)) : null;
  return marks ? found.filter((product) => marks[product] === 1) : found;
}

/** A hosted model's vector of a question, or the words whose vectors in the catalogue's own space add up to it. */
async function questionVector(
  { vectors }: IndexState,
  groups: readonly QueryTerm[],
  embedder: Embedder | null,
  text: string,
): Promise<{ readonly vector: Question['vector']; readonly failed: boolean }> {
  if (!vectors || !text.trim()) return { vector: null, failed: false };
  if (vectors === OWN_VECTORS) {
    const terms = groups.flatMap((term) => term.alternatives.slice(0, 1).map((one) => one.term));
    return { vector: groups.length ? { terms } : null, failed: false };
  }
  if (embedder?.name !== vectors) return { vector: null, failed: true };
  try {
    const [hosted] = await embedder.embed([text.slice(0, bounds.queryCharacters)]);
    return { vector: hosted ? { hosted } : null, failed: !hosted };
  } catch (error) {
    if (!(error instanceof EmbedderUnavailable)) throw error;
    return { vector: null, failed: true };
  }
}
