import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { settledFor, settlements, type SettledGroup } from './settlements.ts';

const MOST_READ = 5_000;

/** An answered group, and what has come of the answer. */
export interface AnsweredGroup extends SettledGroup {
  /** How often it was asked in vain since. */
  readonly inVain: number;
  /** How often the conversation has quoted the answer since. */
  readonly given: number;
}

const MOST_ANSWERED = 50;

/** The groups that somebody answered, the newest first, each with whether the answer is found. */
export async function answeredGroups(db: Database): Promise<readonly AnsweredGroup[]> {
  const settled = await settlements(db);
  const answered = settled
    .filter(({ as }) => as === 'answered')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST_ANSWERED);
  const { rows } = await rowsOf(columns('open_question', 'at', 'terms'))`
    select at, terms from open_question where at > ${answered.at(-1)?.at ?? new Date(0)} order by at desc limit ${MOST_READ}`.execute(
    db,
  );
  const asked = Map.groupBy(rows, ({ terms }) => settledFor(settled, terms));
  const given = await timesGiven(db, answered);
  return answered.map((one) => ({
    ...one,
    inVain: (asked.get(one) ?? []).filter(({ at }) => at > one.at).length,
    given: given.get(one.id) ?? 0,
  }));
}

/** How often the conversation has named that place as its source since, by group. */
async function timesGiven(
  db: Database,
  answered: readonly SettledGroup[],
): Promise<ReadonlyMap<string, number>> {
  const data = JSON.stringify(answered.map(({ id, href, at }) => ({ id, href, at })));
  const { rows } = await rowsOf({ id: text, given: integer })`
    select g.id, count(*)::int as given
    from jsonb_to_recordset(${data}::jsonb) as g(id text, href text, at timestamptz)
    join conversation_message m on m.role = 'assistant' and m.created_at > g.at
      and jsonb_path_exists(m.parts, '$[*] ? (@.type == "data-sources").data.passages[*] ? (@.href == $href)',
        jsonb_build_object('href', g.href))
    where g.href is not null group by g.id`.execute(db);
  return new Map(rows.map(({ id, given }) => [id, given]));
}
