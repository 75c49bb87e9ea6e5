import { sql } from 'kysely';
import { oneOf } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { ALIKE, type QuestionGroup } from './group-questions.ts';

/** What has become of a group of questions. */
export interface Settlement {
  /** `proposed`: an answer was written and waits for a review. */
  readonly as: 'answered' | 'dismissed' | 'proposed';
  readonly person: string;
  readonly at: Date;
  /** Where the answer stands. */
  readonly href: string | null;
  /** The file that it was written into from here; null where it stood there already. */
  readonly path: string | null;
  /** As the team words it there; '' where it was not written from here. No visitor's words: those are forgotten. */
  readonly question: string;
}

export interface SettledGroup extends Settlement {
  readonly id: string;
  readonly terms: readonly string[];
  /** How often it had been asked in vain. */
  readonly times: number;
}

export async function settlements(db: Database): Promise<readonly SettledGroup[]> {
  const { rows } = await rowsOf({
    ...columns('settled_question', 'group_id', 'terms', 'at', 'person', 'href', 'path', 'question', 'times'),
    as_what: oneOf('answered', 'dismissed', 'proposed'),
  })`select group_id, terms, as_what, at, person, href, path, question, times from settled_question`.execute(
    db,
  );
  return rows.map(({ group_id: id, as_what: as, ...row }) => ({ id, as, ...row }));
}

/** The settled group that a question asks the same as; null where none does. */
export function settledFor(settled: readonly SettledGroup[], terms: readonly string[]): SettledGroup | null {
  const asked = new Set(terms);
  const alike = settled.map((one) => {
    const known = new Set(one.terms);
    return { one, share: asked.intersection(known).size / asked.union(known).size };
  });
  const [best] = alike.toSorted((a, b) => b.share - a.share);
  return best && best.share >= ALIKE ? best.one : null;
}

/** Somebody has answered a group, has written an answer that waits for a review, or says that it needs none. */
export async function settleQuestion(
  db: Database,
  { id, terms, times }: Pick<QuestionGroup, 'id' | 'terms' | 'times'>,
  { as, person, href, path, question }: Omit<Settlement, 'at'>,
  now: Date,
): Promise<void> {
  await sql`insert into settled_question (group_id, terms, as_what, at, person, href, path, question, times)
    values (${id}, ${terms}::text[], ${as}, ${now}, ${person}, ${href}, ${path}, ${question}, ${times})
    on conflict (group_id) do update set as_what = excluded.as_what, at = excluded.at, person = excluded.person,
      href = excluded.href, path = excluded.path, question = excluded.question, times = excluded.times`.execute(
    db,
  );
}

/** Answers that waited for a review of that file are answers once it is published; none once it is taken off. */
export async function answersPublished(db: Database, path: string, isOff: boolean, now: Date): Promise<void> {
  if (isOff) await sql`delete from settled_question where path = ${path}`.execute(db);
  else
    await sql`update settled_question set as_what = 'answered', at = ${now}
      where path = ${path} and as_what = 'proposed'`.execute(db);
}
