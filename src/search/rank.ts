import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { configuredEmbedder } from '#src/embeddings/configured.ts';
import { EmbedderUnavailable, vectorText, type Embedder } from '#src/embeddings/embedder.ts';
import type { MatchReason } from './answer.ts';
import { OWN_VECTORS } from './build-generation.ts';
import { namesChild } from './children.ts';
import { headOfQuestion } from './head-noun.ts';
import { readIndexState, tablesOf, type IndexState } from './index-tables.ts';
import { matchReasons } from './match-reason.ts';
import { candidatesSql } from './rank-sql.ts';
import { bounds } from './weights.ts';
import { groupWords, type WordGroup } from './word-groups.ts';

export interface RankOptions {
  /** A sub-select of one column of product ids that may be shown; null for all. Applied before any cut. */
  readonly matching?: RawBuilder<unknown> | null;
  /** Words that order too, though the text lacks them: those that limits were read from. */
  readonly also?: string;
  /** Ranked products to answer, at most; never more than `bounds.candidates`. */
  readonly most?: number;
  /** Places from and to (exclusive) that get a reason; the others have null. Default: the first 24. */
  readonly reasons?: readonly [from: number, to: number];
  /** null: no hosted vectors. Default: what the environment names. */
  readonly embedder?: Embedder | null;
}

export interface Ranked {
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
  readonly asked: readonly WordGroup[];
  /** Every word that ranked, those of `also` among them. */
  readonly groups: readonly WordGroup[];
  /** Whether any word of the text is in the catalogue. */
  readonly isKnown: boolean;
  /** true: the hosted embedder failed and only words were ranked by. */
  readonly withoutVectors: boolean;
}

const NOTHING = { ranked: [], correctedText: null, asked: [], groups: [], isKnown: false } as const;
const TRIES = 3;
const UNDEFINED_TABLE = '42P01';

/** Ranks products by a text. Any text is allowed; one without a usable word ranks nothing. */
export async function rank(db: Database, text: string, options: RankOptions = {}): Promise<Ranking> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await rankOnce(db, text, options);
    } catch (error) {
      // The index was swapped between two statements: begin again with the new one.
      if (turn === TRIES || (error as { code?: unknown }).code !== UNDEFINED_TABLE) throw error;
      known.delete(db);
    }
  }
}

// A generation never changes what it was built with, and a dropped one gives an error: no need to ask each time.
const known = new WeakMap<Database, IndexState>();

/** The index as it was when this process last looked; a statement on a generation that has gone since fails. */
export async function stateOf(db: Database): Promise<IndexState> {
  const state = known.get(db) ?? (await readIndexState(db));
  if (state.generation > 0) known.set(db, state);
  return state;
}

async function rankOnce(
  db: Database,
  text: string,
  {
    matching = null,
    also = '',
    most = bounds.candidates,
    reasons = [0, 24],
    embedder = configuredEmbedder(),
  }: RankOptions,
): Promise<Ranking> {
  const state = await stateOf(db);
  if (state.generation === 0) return { ...NOTHING, withoutVectors: false };
  const { groups, asked, correctedText, isKnown } = await groupWords(db, state, text, also);
  const whole = `${correctedText ?? text} ${also}`.trim();
  const vector = await questionVector(state, embedder, whole);
  if (!groups.length && !vector.sql) return { ...NOTHING, withoutVectors: vector.failed };
  const head = headOfQuestion(whole.slice(0, bounds.queryCharacters));
  const found = await candidatesSql({
    state,
    tables: tablesOf(state.generation),
    groups,
    head: groups.find((group) => group.token.term === head) ?? null,
    forChildren: namesChild(whole.slice(0, bounds.queryCharacters)),
    vector: vector.sql,
    own: state.vectors === OWN_VECTORS,
    matching,
    most: Math.min(most, bounds.candidates),
  }).execute(db);
  const products = numbersOf(found.rows[0]?.products);
  const scores = numbersOf(found.rows[0]?.scores);
  const [from, to] = reasons;
  const why = await matchReasons(db, products.slice(from, to), groups);
  return {
    ranked: products.map((productId, at) => ({
      productId,
      score: scores[at] ?? 0,
      reason: why.get(productId) ?? null,
    })),
    correctedText,
    asked,
    groups,
    isKnown,
    withoutVectors: vector.failed,
  };
}

const numbersOf = (joined: string | null | undefined): readonly number[] =>
  joined ? joined.split(',').map(Number) : [];

/** The hosted vector of a question as SQL; the catalogue's own one is folded in by the ranking statement itself. */
async function questionVector(
  state: IndexState,
  embedder: Embedder | null,
  text: string,
): Promise<{ readonly sql: RawBuilder<unknown> | null; readonly failed: boolean }> {
  if (!state.vectors || state.vectors === OWN_VECTORS || !text.trim()) return { sql: null, failed: false };
  if (embedder?.name !== state.vectors) return { sql: null, failed: true };
  try {
    const [vector] = await embedder.embed([text.slice(0, bounds.queryCharacters)]);
    return { sql: vector ? sql`${vectorText(vector)}::halfvec` : null, failed: !vector };
  } catch (error) {
    if (!(error instanceof EmbedderUnavailable)) throw error;
    return { sql: null, failed: true };
  }
}
