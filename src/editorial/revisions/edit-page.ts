import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { mergeTexts, type Clash } from './merge-texts.ts';
import {
  addRevision,
  noteAct,
  pageAt,
  revision,
  revisionWith,
  type Page,
  type Revision,
} from './revision-store.ts';
import { textHash } from './text-hash.ts';

/** What a page holds as those who edit it see it: its draft, else what is published. */
export interface Standing {
  readonly page: Page;
  readonly published: Revision;
  readonly draft: Revision | null;
}

export async function standingAt(db: Database, path: string): Promise<Standing | null> {
  const page = await pageAt(db, path);
  return page && (await standingOf(db, page));
}

async function standingOf(db: Database, page: Page): Promise<Standing> {
  const [published, draft] = await Promise.all([
    revision(db, page.publishedId),
    page.draftId === null ? null : revision(db, page.draftId),
  ]);
  if (!published) throw new Error(`${page.path} has no wording that is published`);
  return { page, published, draft };
}

/** Somebody else was faster; nothing was written. */
export interface Stale {
  readonly ok: false;
  readonly refusal: 'stale';
  /** What the editor began from, what stands now, and what the editor wrote. */
  readonly base: string | null;
  readonly theirs: Revision;
  readonly yours: string | null;
  /** Both put together, with yours where they clash. */
  readonly merged: string;
  readonly clashes: readonly Clash[];
}

export type Saved = { readonly ok: true; readonly revision: Revision } | Stale;

export interface Save {
  readonly path: string;
  /** Hash of the wording that the editor began from; '' for a page that was not there. */
  readonly base: string;
  readonly text: string | null;
  readonly by: string;
  readonly why: string;
}

/**
 * Keeps a wording as the draft of its page. Where another one stands there than the editor began from, nothing is written
 * and all three are answered.
 */
export function saveDraft(db: Database, { path, base, text, by, why }: Save, now: Date): Promise<Saved> {
  return inTransaction(db, async (trx): Promise<Saved> => {
    const page = await pageAt(trx, path, true);
    if (!page) {
      const off = await addRevision(
        trx,
        { path, parentId: null, author: by, why: 'not there yet', text: null },
        now,
      );
      const first = await addRevision(trx, { path, parentId: off.id, author: by, why, text }, now);
      const made = await sql`insert into content_page (path, published_id, draft_id, draft_from, file_hash)
        values (${path}, ${off.id}, ${first.id}, ${off.id}, '') on conflict (path) do nothing returning 1`.execute(
        trx,
      );
      if (!made.rows.length) throw new Error(`${path} was begun by somebody else in the same moment`);
      await noteAct(trx, { person: by, act: 'began', path, revisionId: first.id, said: why }, now);
      return { ok: true, revision: first };
    }
    const { published, draft } = await standingOf(trx, page);
    const head = draft ?? published;
    if (head.hash !== base) return stale(trx, path, base, head, text);
    if (textHash(text) === head.hash) return { ok: true, revision: head };
    const written = await addRevision(trx, { path, parentId: head.id, author: by, why, text }, now);
    await sql`update content_page set draft_id = ${written.id}, draft_state = 'open',
      draft_from = coalesce(draft_from, ${published.id}) where path = ${path}`.execute(trx);
    await noteAct(trx, { person: by, act: 'saved', path, revisionId: written.id, said: why }, now);
    return { ok: true, revision: written };
  });
}

async function stale(
  db: Database,
  path: string,
  base: string,
  theirs: Revision,
  yours: string | null,
): Promise<Stale> {
  const from = await revisionWith(db, path, base);
  const merged = mergeTexts(from?.text ?? '', yours ?? '', theirs.text ?? '');
  return {
    ok: false,
    refusal: 'stale',
    base: from?.text ?? null,
    theirs,
    yours,
    merged: merged.text,
    clashes: merged.ok ? [] : merged.clashes,
  };
}

export type Published =
  | { readonly ok: true; readonly revision: Revision }
  | { readonly ok: false; readonly refusal: 'no-draft' }
  | Stale;

/**
 * Publishes the draft that its reader saw, told by its hash. Where it or what is published has changed since, nothing is.
 * `said` is why, kept with the act.
 */
export function publishDraft(
  db: Database,
  given: { readonly path: string; readonly hash: string; readonly by: string; readonly said: string },
  now: Date,
): Promise<Published> {
  const { path, hash, by, said } = given;
  return inTransaction(db, async (trx): Promise<Published> => {
    const page = await pageAt(trx, path, true);
    if (!page) return { ok: false, refusal: 'no-draft' };
    const { published, draft } = await standingOf(trx, page);
    if (!draft) return { ok: false, refusal: 'no-draft' };
    if (draft.hash !== hash) return stale(trx, path, hash, draft, draft.text);
    if (page.draftFrom !== null && page.draftFrom !== published.id) {
      const from = await revision(trx, page.draftFrom);
      if (from?.hash !== published.hash) {
        const told = await stale(trx, path, from?.hash ?? '', published, draft.text);
        return told;
      }
    }
    await sql`update content_page set published_id = ${draft.id}, draft_id = null, draft_from = null, draft_state = 'open'
      where path = ${path}`.execute(trx);
    await noteAct(
      trx,
      { person: by, act: draft.text === null ? 'taken off' : 'published', path, revisionId: draft.id, said },
      now,
    );
    return { ok: true, revision: draft };
  });
}

/** Takes what was published meanwhile into account: the draft goes on from there. */
export async function continueFromPublished(
  db: Database,
  given: { readonly path: string; readonly base: string; readonly text: string; readonly by: string },
  now: Date,
): Promise<Saved> {
  return inTransaction(db, async (trx): Promise<Saved> => {
    const page = await pageAt(trx, given.path, true);
    if (!page) throw new Error(`${given.path} is gone`);
    const { published } = await standingOf(trx, page);
    if (published.hash !== given.base) return stale(trx, given.path, given.base, published, given.text);
    const why = 'put together with what was published meanwhile';
    const written = await addRevision(
      trx,
      { path: given.path, parentId: published.id, author: given.by, why, text: given.text },
      now,
    );
    await sql`update content_page set draft_id = ${written.id}, draft_from = ${published.id}, draft_state = 'open'
      where path = ${given.path}`.execute(trx);
    await noteAct(
      trx,
      { person: given.by, act: 'saved', path: given.path, revisionId: written.id, said: why },
      now,
    );
    return { ok: true, revision: written };
  });
}

/** Throws the draft away; it stays in the history. */
export async function dropDraft(db: Database, path: string, by: string, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const page = await pageAt(trx, path, true);
    if (page?.draftId == null) return;
    await sql`update content_page set draft_id = null, draft_from = null, draft_state = 'open' where path = ${path}`.execute(
      trx,
    );
    await noteAct(
      trx,
      { person: by, act: 'dropped the draft', path, revisionId: page.draftId, said: '' },
      now,
    );
  });
}

/** Asks for a review, or sends the draft back; false where there is none. */
export async function markDraft(
  db: Database,
  given: {
    readonly path: string;
    readonly state: 'open' | 'review';
    readonly by: string;
    readonly said: string;
  },
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const page = await pageAt(trx, given.path, true);
    if (page?.draftId == null) return false;
    await sql`update content_page set draft_state = ${given.state} where path = ${given.path}`.execute(trx);
    const act = given.state === 'review' ? 'asked for a review' : 'sent back';
    await noteAct(
      trx,
      { person: given.by, act, path: given.path, revisionId: page.draftId, said: given.said },
      now,
    );
    return true;
  });
}

/** Takes a file off at once, whatever its draft, which stays; false where it is off already or is not there. */
export async function takeOff(db: Database, path: string, by: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const page = await pageAt(trx, path, true);
    const published = page && (await revision(trx, page.publishedId));
    if (!published || published.text === null) return false;
    const given = { path, parentId: published.id, author: by, why: 'taken off as planned', text: null };
    const off = await addRevision(trx, given, now);
    await sql`update content_page set published_id = ${off.id} where path = ${path}`.execute(trx);
    await noteAct(trx, { person: by, act: 'taken off', path, revisionId: off.id, said: 'as planned' }, now);
    return true;
  });
}
