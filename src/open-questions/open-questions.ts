import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { findPassages, type FoundPassage } from '#src/search/find-passages.ts';
import { groupOf, groupQuestions, type QuestionGroup } from './group-questions.ts';
import { settledFor, settlements, type Settlement } from './settlements.ts';

/** A group and what has become of it. */
export interface ListedGroup extends QuestionGroup {
  readonly settled: Settlement | null;
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
    const since = settlement.as === 'proposed' ? known : known.filter(({ at }) => at > settlement.at);
    return since.length ? [{ ...groupOf(terms, since), id, settled: settlement }] : [];
  });
  return [...open, ...again].toSorted((a, b) => b.times - a.times || b.last.getTime() - a.last.getTime());
}

/** A passage that a draft leans on. */
export interface DraftSource {
  readonly kind: FoundPassage['kind'];
  readonly slug: string;
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
  const sources = found.map(({ score: _, ...one }) => ({ ...one, text: one.text.slice(0, MOST_QUOTED) }));
  return { text: sources[0]?.text ?? '', sources };
}

/** The passage that answers the question now, by the same measure as in the conversation; null where none does. */
export async function answeredBy(db: Database, question: string): Promise<DraftSource | null> {
  const [found] = await findPassages(db, question, { most: 1 });
  return found ?? null;
}
