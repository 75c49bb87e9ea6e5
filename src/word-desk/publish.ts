import type { Database } from '#src/database/database.ts';
import type { ContentStore } from '#src/editorial/content.ts';
import { fileRole, singleFiles } from '#src/editorial/files.ts';
import {
  publishDraft,
  saveDraft,
  standingAt,
  type Saved,
  type Stale,
} from '#src/editorial/revisions/edit-page.ts';
import { keepOverlay } from '#src/editorial/revisions/overlay.ts';
import { revision } from '#src/editorial/revisions/revision-store.ts';
import { answersPublished } from '#src/open-questions/settlements.ts';
import type { Person } from '#src/studio/people.ts';
import { checkWords, type Checked } from './check-words.ts';
import { mayOverride, mayPublish, mayWrite } from './rights.ts';

export type Refused =
  | {
      readonly ok: false;
      readonly refusal: 'no-right' | 'no-draft' | 'no-file' | 'no-reason' | 'needed' | 'gone';
    }
  /** The lint or the gate; an owner may publish over the gate. */
  | ({ readonly ok: false; readonly refusal: 'not-right' } & Checked);

const refused = (refusal: Exclude<Refused['refusal'], 'not-right'>): Refused => ({ ok: false, refusal });

export interface Desk {
  readonly db: Database;
  readonly content: ContentStore;
}

const MOST_CHARACTERS = 200_000;

/** Keeps a wording as a draft, whatever the lint says of it. */
export async function saveWords(
  { db }: Desk,
  person: Person,
  given: { readonly path: string; readonly base: string; readonly text: string; readonly why: string },
  now: Date,
): Promise<Saved | Refused> {
  if (!mayWrite(person.role)) return refused('no-right');
  if (!fileRole(given.path)) return refused('no-file');
  if (given.text.length > MOST_CHARACTERS || given.text.includes('\0')) return refused('no-file');
  return saveDraft(db, { ...given, by: person.name }, now);
}

/**
 * Publishes the draft whose hash its reader saw, once lint and gate let it pass; everywhere at once in this process, soon
 * in the others. `over` is an owner's reason to publish although the gate refuses.
 */
export async function publishWords(
  { db, content }: Desk,
  person: Person,
  given: { readonly path: string; readonly hash: string; readonly why: string; readonly over: string | null },
  now: Date,
): Promise<{ readonly ok: true } | Refused | Stale> {
  if (!mayPublish(person.role)) return refused('no-right');
  const standing = await standingAt(db, given.path);
  if (!standing?.draft) return refused('no-draft');
  const { draft, published } = standing;
  if (draft.text === null && Object.hasOwn(singleFiles, fileRole(given.path)?.kind ?? ''))
    return refused('needed');
  let said = given.why;
  if (draft.text !== null) {
    const checked = await checkWords(db, content, {
      path: given.path,
      text: draft.text,
      before: published.text,
    });
    const isOver = given.over !== null && checked.findings.length === 0 && checked.contradictions.length > 0;
    if (isOver && !mayOverride(person.role)) return refused('no-right');
    if (isOver && !given.over.trim()) return refused('no-reason');
    if (!isOver && (checked.findings.length || checked.contradictions.length))
      return { ok: false, refusal: 'not-right', ...checked };
    if (isOver)
      said = `over the gate, because ${given.over.trim()} (${checked.contradictions.map((one) => `“${one.sentence}”, though ${one.row}`).join('; ')})`;
  }
  const done = await publishDraft(db, { path: given.path, hash: given.hash, by: person.name, said }, now);
  if (!done.ok) return done.refusal === 'no-draft' ? refused('no-draft') : done;
  await answersPublished(db, given.path, draft.text === null, now);
  await keepOverlay(db, content);
  return { ok: true };
}

/** Makes a wording of the past the draft, or takes the file off (`id` null); it is published like any other. */
export async function draftFrom(
  { db }: Desk,
  person: Person,
  given: { readonly path: string; readonly id: number | null },
  now: Date,
): Promise<Saved | Refused> {
  if (!mayWrite(person.role)) return refused('no-right');
  const standing = await standingAt(db, given.path);
  const past = given.id === null ? null : await revision(db, given.id);
  if (!standing || (given.id !== null && past?.path !== given.path)) return refused('gone');
  const head = standing.draft ?? standing.published;
  const why = past ? `as it was on ${past.at.toISOString().slice(0, 16)}` : 'taken off';
  return saveDraft(
    db,
    { path: given.path, base: head.hash, text: past?.text ?? null, by: person.name, why },
    now,
  );
}
