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
import { postingLists, readyLists, type WordIndex } from './posting-lists.ts';
import { rankScored } from './rank-scored.ts';
import type { Question } from './rank-sql.ts';
import { scoreWords, type Scored } from './score-words.ts';
import { shelfAsItIs } from './shelf.ts';
import { byThingName } from './thing-names.ts';
import { bounds } from './weights.ts';
import { groupWords, type WordGroup } from './word-groups.ts';

export interface RankOptions {
  /** Products that may be shown, null for all; applied before any cut. */
  readonly matching?: Allowed | null;
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

const NOTHING = {
  ranked: [],
  correctedText: null,
  asked: [],
  groups: [],
  isKnown: false,
} as const;
const LEAST_TELLING = 0.01; // share of what was asked
const TRIES = 3;
const UNDEFINED_TABLE = '42P01';

/** Ranks products by a text. Any text is allowed; one without a usable word ranks nothing. */
export function rank(db: Database, text: string, options: RankOptions = {}): Promise<Ranking> {
  return onGeneration(db, (state) => rankOnce(db, state, text, options));
}

/** Asks the generation in use; where it was swapped between two statements, the new one from the beginning. */
export async function onGeneration<Answer>(
  db: Database,
  ask: (state: IndexState) => Promise<Answer> | Answer,
): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await ask(await stateOf(db));
    } catch (error) {
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

/** Waits until the lists that take long are read, so that the first question need not. */
export async function readyWords(db: Database): Promise<void> {
  const state = await stateOf(db);
  if (state.generation > 0) await readyLists(db, state);
}

async function rankOnce(
  db: Database,
  state: IndexState,
  text: string,
  {
    matching = null,
    also = '',
    most = bounds.candidates,
    reasons = [0, 24],
    embedder = configuredEmbedder(),
  }: RankOptions,
): Promise<Ranking> {
  if (state.generation === 0) return { ...NOTHING, withoutVectors: false };
  const words = await groupWords(db, state, text, also);
  const { asked, correctedText, isKnown, version, packed } = words;
  const whole = `${correctedText ?? text} ${also}`.trim();
  const head = headOfQuestion(whole.slice(0, bounds.queryCharacters));
  const groups = await byThingName(db, state, words.groups, head);
  const vector = await questionVector(state, groups, embedder, whole);
  if (!groups.length && !vector.sql) return { ...NOTHING, withoutVectors: vector.failed };
  const question: Question = {
    state,
    tables: tablesOf(state.generation),
    groups,
    head: groups.find((group) => group.token.term === head) ?? null,
    forChildren: namesChild(whole.slice(0, bounds.queryCharacters)),
    vector: vector.sql && { sql: vector.sql, isHosted: state.vectors !== OWN_VECTORS },
  };
  const scored = await byWords(db, { ...state, version, packed }, groups, matching, bounds.candidates);
  const near = await byMeaning(db, question, matching);
  const ordered = (await rankScored(db, shelfAsItIs(db), question, scored, near)).slice(0, most);
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
    withoutVectors: vector.failed,
  };
}

/** Product ids by the words alone, best first. */
export function bestByWords(
  db: Database,
  text: string,
  { also = '', most = bounds.candidates }: Pick<RankOptions, 'also' | 'most'>,
): Promise<readonly number[]> {
  return onGeneration(db, async (state) => {
    if (state.generation === 0) return [];
    const { groups, version, packed } = await groupWords(db, state, text, also);
    const scored = await byWords(db, { ...state, version, packed }, groups, null, most);
    return scored.map((one) => one.product);
  });
}

/** The best products by the words that tell: one that nearly every product holds orders nothing. */
async function byWords(
  db: Database,
  index: WordIndex,
  groups: readonly WordGroup[],
  matching: Allowed | null,
  most: number,
): Promise<readonly Scored[]> {
  const all = groups.reduce((sum, group) => sum + group.idf, 0);
  const telling = groups.filter((group) => group.idf >= all * LEAST_TELLING);
  const terms = telling.flatMap((group) => group.alternatives.map((one) => one.term));
  return scoreWords(telling, await postingLists(db, index, [...new Set(terms)]), matching, most);
}

/** The products that a hosted model puts nearest to the question, which may share no word with it. */
async function byMeaning(
  db: Database,
  { tables, vector }: Question,
  matching: Allowed | null,
): Promise<readonly number[]> {
  if (!vector?.isHosted) return [];
  const only = matching?.list() ?? null;
  const { rows } = await sql<{ product: number }>`
    select product from ${tables.productVector}
    ${only ? sql`where product = any(${[...only]}::integer[])` : sql``}
    order by vector <=> ${vector.sql} limit ${bounds.vectorOnly}`.execute(db);
  const found = rows.map((row) => row.product);
  const marks = matching && !only ? matching.marks(Math.max(0, ...found)) : null;
  return marks ? found.filter((product) => marks[product] === 1) : found;
}

/** The vector of a question as SQL: a hosted model's, or the sum of its words' in the catalogue's own space. */
async function questionVector(
  state: IndexState,
  groups: readonly WordGroup[],
  embedder: Embedder | null,
  text: string,
): Promise<{ readonly sql: RawBuilder<unknown> | null; readonly failed: boolean }> {
  if (!state.vectors || !text.trim()) return { sql: null, failed: false };
  if (state.vectors === OWN_VECTORS) {
    const terms = groups.flatMap((group) => group.alternatives.slice(0, 1).map((one) => one.term));
    const { termVector } = tablesOf(state.generation);
    const sum = sql`(select sum(vector) from ${termVector} where term = any(${terms}::integer[]))`;
    return { sql: groups.length ? sum : null, failed: false };
  }
  if (embedder?.name !== state.vectors) return { sql: null, failed: true };
  try {
    const [vector] = await embedder.embed([text.slice(0, bounds.queryCharacters)]);
    return { sql: vector ? sql`${vectorText(vector)}::halfvec` : null, failed: !vector };
  } catch (error) {
    if (!(error instanceof EmbedderUnavailable)) throw error;
    return { sql: null, failed: true };
  }
}
