import { sql } from 'kysely';
import { integer, nullable, oneOf, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { textHash } from './text-hash.ts';

/** One wording of a file. */
export interface Revision {
  readonly id: number;
  readonly path: string;
  readonly parentId: number | null;
  readonly author: string;
  readonly at: Date;
  readonly why: string;
  /** Null: the file is taken off. */
  readonly text: string | null;
  readonly hash: string;
}

/** Where a file stands. */
export interface Page {
  readonly path: string;
  readonly publishedId: number;
  readonly draftId: number | null;
  /** What was published when the draft was begun. */
  readonly draftFrom: number | null;
  readonly draftState: 'open' | 'review';
  /** Hash of the file in content/ that agreed last with what was published. */
  readonly fileHash: string;
}

export interface NewRevision {
  readonly path: string;
  readonly parentId: number | null;
  readonly author: string;
  readonly why: string;
  readonly text: string | null;
}

export async function addRevision(db: Database, given: NewRevision, now: Date): Promise<Revision> {
  const hash = textHash(given.text);
  const { rows } = await rowsOf(columns('content_revision', 'id'))`
    insert into content_revision (path, parent_id, author, at, why, text, hash)
    values (${given.path}, ${given.parentId}, ${given.author}, ${now}, ${given.why}, ${given.text}, ${hash})
    returning id`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('A revision was not written');
  return { ...given, id: row.id, at: now, hash };
}

const COLUMNS = columns('content_revision', 'id', 'path', 'parent_id', 'author', 'at', 'why', 'text', 'hash');
type Row = {
  -readonly [Name in keyof Revision as Name extends 'parentId' ? 'parent_id' : Name]: Revision[Name];
};
const asRevision = ({ parent_id: parentId, ...row }: Row): Revision => ({ ...row, parentId });

export async function revision(db: Database, id: number): Promise<Revision | null> {
  const { rows } = await rowsOf(COLUMNS)`
    select id, path, parent_id, author, at, why, text, hash from content_revision where id = ${id}`.execute(
    db,
  );
  return rows[0] ? asRevision(rows[0]) : null;
}

/** A wording of that file by its hash; null where it never had it. */
export async function revisionWith(db: Database, path: string, hash: string): Promise<Revision | null> {
  const { rows } = await rowsOf(COLUMNS)`
    select id, path, parent_id, author, at, why, text, hash from content_revision
    where path = ${path} and hash = ${hash} order by id desc limit 1`.execute(db);
  return rows[0] ? asRevision(rows[0]) : null;
}

const MOST_SHOWN = 100;

/** The wordings of a file, the newest first. */
export async function history(db: Database, path: string): Promise<readonly Revision[]> {
  const { rows } = await rowsOf(COLUMNS)`
    select id, path, parent_id, author, at, why, text, hash from content_revision
    where path = ${path} order by id desc limit ${MOST_SHOWN}`.execute(db);
  return rows.map(asRevision);
}

/** Where a file stands; with `lock` nobody else changes that before the transaction ends. */
export async function pageAt(db: Database, path: string, lock = false): Promise<Page | null> {
  const { rows } = await rowsOf({
    path: text,
    published: integer,
    draft: nullable(integer),
    from: nullable(integer),
    state: oneOf('open', 'review'),
    file: text,
  })`
    select path, published_id as published, draft_id as draft, draft_from as "from", draft_state as state,
      file_hash as file from content_page where path = ${path} ${lock ? sql`for update` : sql``}`.execute(db);
  const [row] = rows;
  return row
    ? {
        path: row.path,
        publishedId: row.published,
        draftId: row.draft,
        draftFrom: row.from,
        draftState: row.state,
        fileHash: row.file,
      }
    : null;
}

const MOST_HEAD = 2_000;
const MOST_TITLE = 120;

/** A file as lists show it. */
interface PageShown {
  readonly path: string;
  readonly isOff: boolean;
  readonly draft: 'none' | 'open' | 'review';
  readonly author: string;
  readonly at: Date;
  /** When it is to be published or taken off next. */
  readonly planned: Date | null;
  readonly title: string | null;
  /** The first line that holds one of the words that were looked for. */
  readonly line: string | null;
}

export interface PagesAsked {
  /** All of them stand in the file or its path. */
  readonly words: readonly string[];
  /** The first folder of its path; '' for any, '.' for files in none. */
  readonly kind: string;
  readonly isDraft: boolean;
  readonly from: number;
  readonly most: number;
}

export interface PagesFound {
  readonly pages: readonly PageShown[];
  /** How many files fit, on whatever page of the list. */
  readonly fit: number;
  readonly all: number;
}

/** Files with what is published or drafted of them, by path, and where words are given the first line with one. */
export async function pages(
  db: Database,
  { words, kind, isDraft, from, most }: PagesAsked,
): Promise<PagesFound> {
  const fits = sql`not exists (select from unnest(${[...words]}::text[]) as w(word)
      where strpos(lower(p.path || ' ' || coalesce(r.text, '')), lower(w.word)) = 0)
    and (${kind} = '' or ${kind} = case when strpos(p.path, '/') = 0 then '.' else split_part(p.path, '/', 1) end)
    and (not ${isDraft} or p.draft_id is not null)`;
  const { rows } = await rowsOf({
    path: text,
    draft: nullable(integer),
    state: oneOf('open', 'review'),
    author: text,
    at: tables.content_revision.at,
    text: nullable(text),
    planned: nullable(tables.content_plan.at),
  })`
    select p.path, p.draft_id as draft, p.draft_state as state, r.author, r.at, r.text,
      (select min(s.at) from content_plan s where s.path = p.path and s.failed is null) as planned
    from content_page p join content_revision r on r.id = coalesce(p.draft_id, p.published_id)
    where ${fits} order by p.path offset ${from} limit ${most}`.execute(db);
  const counted = await rowsOf({ fit: integer, all: integer })`
    select count(*) filter (where ${fits})::int as fit, count(*)::int as all
    from content_page p join content_revision r on r.id = coalesce(p.draft_id, p.published_id)`.execute(db);
  const { fit, all } = counted.rows[0] ?? { fit: 0, all: 0 };
  const shown = rows.map(({ draft, state, text: whole, ...row }): PageShown => ({
    ...row,
    isOff: whole === null,
    draft: draft === null ? 'none' : state,
    title: titleIn(whole ?? ''),
    line: lineWith(whole ?? '', words),
  }));
  return { pages: shown, fit, all };
}

/** What a file calls itself, as it stands in its fields; null where it has no such field. */
function titleIn(whole: string): string | null {
  const [, said = ''] = /^(?:title|question|name):[ \t]+(\S.*)$/m.exec(whole.slice(0, MOST_HEAD)) ?? [];
  return said.replace(/^(["'])(.*)\1$/, '$2').slice(0, MOST_TITLE) || null;
}

function lineWith(whole: string, [word]: readonly string[]): string | null {
  if (word === undefined) return null;
  const found = whole.split('\n').find((line) => line.toLowerCase().includes(word.toLowerCase()));
  return found?.trim().slice(0, 200) ?? null;
}

/** Notes who did what, and why. */
export async function noteAct(
  db: Database,
  given: {
    readonly person: string;
    readonly act: string;
    readonly path: string;
    readonly revisionId: number | null;
    readonly said: string;
  },
  now: Date,
): Promise<void> {
  await sql`insert into content_act (at, person, act, path, revision_id, said)
    values (${now}, ${given.person}, ${given.act}, ${given.path}, ${given.revisionId}, ${given.said})`.execute(
    db,
  );
}

export interface Act {
  readonly at: Date;
  readonly person: string;
  readonly act: string;
  readonly said: string;
}

export async function actsOn(db: Database, path: string): Promise<readonly Act[]> {
  const { rows } = await rowsOf(columns('content_act', 'at', 'person', 'act', 'said'))`
    select at, person, act, said from content_act where path = ${path} order by id desc limit ${MOST_SHOWN}`.execute(
    db,
  );
  return rows;
}
