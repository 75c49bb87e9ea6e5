import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Overlay } from '#src/editorial/content.ts';
import { fileRole, singleFiles } from '#src/editorial/files.ts';
import { pageAt, noteAct } from '#src/editorial/revisions/revision-store.ts';
import type { Person } from '#src/studio/people.ts';
import { mayPublish } from './rights.ts';

/** What is to happen to a file at a time to come. */
export interface Plan {
  readonly path: string;
  readonly act: 'publish' | 'off';
  readonly at: Date;
  /** The draft that was seen when it was planned; null for taking off. */
  readonly revisionId: number | null;
  readonly person: string;
  /** Why it was not done when its time had come; null before that. */
  readonly failed: string | null;
}

const COLUMNS = {
  ...columns('content_plan', 'path', 'act', 'at', 'person', 'failed'),
  revisionId: tables.content_plan.revision_id,
};
const SELECTED = sql`path, act, at, revision_id as "revisionId", person, failed`;

/** What is planned, the next first; of one file, where it is named. */
export async function plans(db: Database, path: string | null = null): Promise<readonly Plan[]> {
  const { rows } = await rowsOf(COLUMNS)`select ${SELECTED} from content_plan
    where ${path}::text is null or path = ${path} order by at, path`.execute(db);
  return rows;
}

/** The plans whose time has come. */
export async function duePlans(db: Database, now: Date): Promise<readonly Plan[]> {
  const { rows } = await rowsOf(COLUMNS)`select ${SELECTED} from content_plan
    where at <= ${now} and failed is null order by at, path`.execute(db);
  return rows;
}

export type Planned =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'no-right' | 'no-draft' | 'changed' | 'past' | 'needed' };

/**
 * Plans that the draft of that hash is published, or the file taken off, at a time to come; in the place of what was
 * planned of the same kind before. Lint and gate look when the time has come.
 */
export async function planWords(
  db: Database,
  person: Person,
  given: {
    readonly path: string;
    readonly act: Plan['act'];
    readonly at: Date | null;
    readonly hash: string;
    /** The time as people read it. */
    readonly when: string;
  },
  now: Date,
): Promise<Planned> {
  const { path, act, at, hash } = given;
  if (!mayPublish(person.role)) return { ok: false, refusal: 'no-right' };
  if (!at || at <= now) return { ok: false, refusal: 'past' };
  if (act === 'off' && Object.hasOwn(singleFiles, fileRole(path)?.kind ?? ''))
    return { ok: false, refusal: 'needed' };
  return inTransaction(db, async (trx): Promise<Planned> => {
    const page = await pageAt(trx, path, true);
    if (!page || (act === 'publish' && page.draftId === null)) return { ok: false, refusal: 'no-draft' };
    const seen = act === 'publish' ? page.draftId : null;
    const { rows } = await sql`select 1 from content_revision where id = ${seen} and hash = ${hash}`.execute(
      trx,
    );
    if (seen !== null && !rows.length) return { ok: false, refusal: 'changed' };
    await sql`insert into content_plan (path, act, at, revision_id, person)
      values (${path}, ${act}, ${at}, ${seen}, ${person.name})
      on conflict (path, act) do update set at = excluded.at, revision_id = excluded.revision_id,
        person = excluded.person, failed = null`.execute(trx);
    const done = act === 'publish' ? 'planned to publish it' : 'planned to take it off';
    const said = `on ${given.when}`;
    await noteAct(trx, { person: person.name, act: done, path, revisionId: seen, said }, now);
    return { ok: true };
  });
}

/** Gives up what was planned. */
export async function cancelPlan(
  db: Database,
  person: Person,
  { path, act }: Pick<Plan, 'path' | 'act'>,
  now: Date,
): Promise<boolean> {
  if (!mayPublish(person.role)) return false;
  return inTransaction(db, async (trx) => {
    const { rows } =
      await sql`delete from content_plan where path = ${path} and act = ${act} returning 1`.execute(trx);
    if (rows.length)
      await noteAct(
        trx,
        {
          person: person.name,
          act: act === 'off' ? 'no longer plans to take it off' : 'no longer plans to publish it',
          path,
          revisionId: null,
          said: '',
        },
        now,
      );
    return rows.length > 0;
  });
}

/** The wordings that will have been published by then, as a preview lays them over what is published now. */
export async function plannedUntil(db: Database, until: Date): Promise<Overlay> {
  const { rows } = await rowsOf(columns('content_revision', 'path', 'text', 'hash', 'at'))`
    select distinct on (p.path) p.path, r.text, coalesce(r.hash, '') as hash, p.at
    from content_plan p left join content_revision r on r.id = p.revision_id
    where p.at <= ${until} and p.failed is null order by p.path, p.at desc`.execute(db);
  return new Map(rows.map(({ path, ...wording }) => [path, wording]));
}
