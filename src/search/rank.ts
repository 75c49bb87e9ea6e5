import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { configuredEmbedder } from '#src/embeddings/configured.ts';
import { EmbedderUnavailable, vectorText, type Embedder } from '#src/embeddings/embedder.ts';
import type { Allowed } from './allowed.ts';
import type { MatchReason } from './answer.ts';
import { OWN_VECTORS } from './build-generation.ts';
import { namesChild } from './children.ts';
import { headOfQuestion } from './head-noun.ts';
import { readIndexState, tablesOf, type IndexState } from './index-tables.ts';
import { matchReasons } from './match-reason.ts';
import { postingLists, type WordIndex } from './posting-lists.ts';
import { rankScored } from './rank-scored.ts';
import { candidatesSql, type Question } from './rank-sql.ts';
import { scoreWords, type Scored } from './score-words.ts';
import { shelfAsItIs } from './shelf.ts';
import { bounds } from './weights.ts';
import { groupWords, type WordGroup } from './word-groups.ts';

export interface RankOptions {
  /**
   * Products that may be shown, or a sub-select of one column of their ids; null for all. Applied before any cut; those
   * that are too many to be told one by one are not, where the database has to rank.
   */
  readonly matching?: RawBuilder<unknown> | Allowed | null;
  /** Words that order too, though the text lacks them: those that limits were read from. */
  readonly also?: string;
  /** Ranked products to answer, at most; never more than `bounds.candidates`. */
  readonly most?: number;
  /** Places from and to (exclusive) that get a reason; the others have null. Default: the first 24. */
  readonly reasons?: readonly [from: number, to: number];
  /** null: no hosted vectors. Default: what the environment names. */
  readonly embedder?: Embedder | null;
  /** Products from which words are scored in this process. */
  readonly scoredFrom?: number;
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
  /** Words were scored in this process: `matching` held whatever its size. */
  readonly inMemory: boolean;
  /** true: the hosted embedder failed and only words were ranked by. */
  readonly withoutVectors: boolean;
}

const NOTHING = {
  ranked: [],
  correctedText: null,
  asked: [],
  groups: [],
  isKnown: false,
  inMemory: false,
} as const;
const SCORED_FROM = 500; // products; below it the database is as quick
const MOST_SCORED = 1_500_000; // postings of a question: some milliseconds' work
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
    scoredFrom = SCORED_FROM,
  }: RankOptions,
): Promise<Ranking> {
  const state = await stateOf(db);
  if (state.generation === 0) return { ...NOTHING, withoutVectors: false };
  const { groups, asked, correctedText, isKnown, version } = await groupWords(db, state, text, also);
  const whole = `${correctedText ?? text} ${also}`.trim();
  const vector = await questionVector(state, embedder, whole);
  if (!groups.length && !vector.sql) return { ...NOTHING, withoutVectors: vector.failed };
  const head = headOfQuestion(whole.slice(0, bounds.queryCharacters));
  const question: Question = {
    state,
    tables: tablesOf(state.generation),
    groups,
    head: groups.find((group) => group.token.term === head) ?? null,
    forChildren: namesChild(whole.slice(0, bounds.queryCharacters)),
    vector: vector.sql,
    own: state.vectors === OWN_VECTORS,
    matching: null,
    most: Math.min(most, bounds.candidates),
  };
  const allowed = matching === null || isAllowed(matching) ? { only: matching } : null;
  const inMemory = state.products >= scoredFrom && allowed !== null && !vector.sql;
  const byWords = inMemory ? await scored(db, { ...state, version }, groups, allowed.only) : null;
  const ordered = byWords
    ? await rankScored(db, shelfAsItIs(db), question, byWords)
    : await rankInDatabase(db, { ...question, matching: matchingSql(matching) });
  const [from, to] = reasons;
  const shown = ordered.slice(from, to).map((one) => one.product);
  const why = await matchReasons(db, shown, groups);
  return {
    ranked: ordered.map(({ product, score }) => ({
      productId: product,
      score,
      reason: why.get(product) ?? null,
    })),
    correctedText,
    asked,
    groups,
    isKnown,
    inMemory: byWords !== null,
    withoutVectors: vector.failed,
  };
}

const isAllowed = (matching: RankOptions['matching']): matching is Allowed =>
  typeof matching === 'object' && matching !== null && 'marks' in matching;

function matchingSql(matching: RankOptions['matching']): RawBuilder<unknown> | null {
  if (!isAllowed(matching)) return matching ?? null;
  const ids = matching.list();
  return ids && sql`select unnest(${[...ids]}::bigint[]) as id`;
}

/** The best products by words, scored in memory; null where the words' lists are too long or not there yet. */
async function scored(
  db: Database,
  index: WordIndex,
  groups: readonly WordGroup[],
  allowed: Allowed | null,
): Promise<readonly Scored[] | null> {
  const all = groups.flatMap((group) => group.alternatives);
  if (all.reduce((sum, one) => sum + one.df, 0) > MOST_SCORED) return null;
  const lists = await postingLists(db, index, all);
  return lists && scoreWords(groups, lists, allowed, bounds.candidates);
}

async function rankInDatabase(
  db: Database,
  question: Question,
): Promise<readonly { readonly product: number; readonly score: number }[]> {
  const { rows } = await candidatesSql(question).execute(db);
  const scores = numbersOf(rows[0]?.scores);
  return numbersOf(rows[0]?.products).map((product, at) => ({ product, score: scores[at] ?? 0 }));
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
