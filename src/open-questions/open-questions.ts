import { sql } from 'kysely';
import { oneOf } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { findPassages } from '#src/search/find-passages.ts';
import { ALIKE, groupOf, groupQuestions, type QuestionGroup } from './group-questions.ts';

/** A group and what has become of it. */
export interface ListedGroup extends QuestionGroup {
  readonly settled: Settlement | null;
}

export interface Settlement {
  readonly as: 'answered' | 'dismissed';
  readonly person: string;
  readonly at: Date;
  /** Where the answer stands. */
  readonly href: string | null;
}

const MOST_READ = 5_000;

/**
 * What was asked and not answered, grouped, most often asked first. Questions of a group that somebody settled stand there
 * only where they were asked since, with what had come of the group.
 */
export async function openQuestions(db: Database): Promise<readonly ListedGroup[]> {
  const [{ rows }, settled] = await Promise.all([
    rowsOf(columns('open_question', 'at', 'text', 'terms', 'source', 'because', 'visitor_id'))`
      select at, text, terms, source, because, visitor_id from open_question order by at desc limit ${MOST_READ}`.execute(
      db,
    ),
    settlements(db),
  ]);
  const questions = rows.map(({ visitor_id: visitorId, ...row }) => ({ ...row, visitorId }));
  const bySettled = Map.groupBy(questions, (question) => settledFor(settled, question.terms));
  const open = groupQuestions(bySettled.get(null) ?? []).map((group) => ({ ...group, settled: null }));
  const again = settled.flatMap(({ id, terms, ...settlement }) => {
    const known = [...bySettled].find(([one]) => one?.id === id)?.[1] ?? [];
    const since = known.filter(({ at }) => at > settlement.at);
    return since.length ? [{ ...groupOf(terms, since), id, settled: settlement }] : [];
  });
  return [...open, ...again].toSorted((a, b) => b.times - a.times || b.last.getTime() - a.last.getTime());
}

interface SettledGroup extends Settlement {
  readonly id: string;
  readonly terms: readonly string[];
}

async function settlements(db: Database): Promise<readonly SettledGroup[]> {
  const { rows } = await rowsOf({
    ...columns('settled_question', 'group_id', 'terms', 'at', 'person', 'href'),
    as_what: oneOf('answered', 'dismissed'),
  })`select group_id, terms, as_what, at, person, href from settled_question`.execute(db);
  return rows.map(({ group_id: id, as_what: as, ...row }) => ({ id, as, ...row }));
}

/** The settled group that a question asks the same as; null where none does. */
function settledFor(settled: readonly SettledGroup[], terms: readonly string[]): SettledGroup | null {
  const asked = new Set(terms);
  const alike = settled.map((one) => {
    const known = new Set(one.terms);
    return { one, share: asked.intersection(known).size / asked.union(known).size };
  });
  const [best] = alike.toSorted((a, b) => b.share - a.share);
  return best && best.share >= ALIKE ? best.one : null;
}

/** Somebody has answered a group, or says that it needs no answer. */
export async function settleQuestion(
  db: Database,
  group: Pick<QuestionGroup, 'id' | 'terms'>,
  { as, person, href }: Omit<Settlement, 'at'>,
  now: Date,
): Promise<void> {
  await sql`insert into settled_question (group_id, terms, as_what, at, person, href)
    values (${group.id}, ${group.terms}::text[], ${as}, ${now}, ${person}, ${href})
    on conflict (group_id) do update set as_what = excluded.as_what, at = excluded.at, person = excluded.person,
      href = excluded.href`.execute(db);
}

/** A passage that a draft leans on. */
export interface DraftSource {
  readonly title: string;
  readonly href: string;
  readonly text: string;
}

export interface QuestionDraft {
  /** Empty where the shop has written nothing about it. */
  readonly text: string;
  readonly sources: readonly DraftSource[];
}

const MOST_SOURCES = 3;
const MOST_QUOTED = 600;

/** A first answer made of what the shop has written nearest to the question, to be read over by a person. */
export async function draftAnswer(db: Database, group: QuestionGroup): Promise<QuestionDraft> {
  const found = await findPassages(db, group.question, { most: MOST_SOURCES, leastScore: 0 });
  const sources = found.map(({ title, href, text }) => ({ title, href, text: text.slice(0, MOST_QUOTED) }));
  return { text: sources[0]?.text ?? '', sources };
}

/** The passage that answers the question now, by the same measure as in the conversation; null where none does. */
export async function answeredBy(db: Database, question: string): Promise<DraftSource | null> {
  const [found] = await findPassages(db, question, { most: 1 });
  return found ? { title: found.title, href: found.href, text: found.text } : null;
}
