import { sql } from 'kysely';
import { takeOff } from '#src/editorial/revisions/edit-page.ts';
import { keepOverlay } from '#src/editorial/revisions/overlay.ts';
import { noteAct, pageAt, revision } from '#src/editorial/revisions/revision-store.ts';
import { answersPublished } from '#src/open-questions/settlements.ts';
import type { Person } from '#src/studio/people.ts';
import { duePlans, type Plan } from './plans.ts';
import { publishWords, type Desk } from './publish.ts';

/**
 * Does what was planned and is due, one after another, and answers how many files. What cannot be done is not tried again:
 * the plan keeps why, and somebody plans anew.
 */
export async function publishPlanned(desk: Desk, now: Date): Promise<number> {
  let done = 0;
  for (const plan of await duePlans(desk.db, now)) {
    const failed = plan.act === 'off' ? await takenOff(desk, plan, now) : await published(desk, plan, now);
    const { path, act, person } = plan;
    if (failed === null) {
      await sql`delete from content_plan where path = ${path} and act = ${act}`.execute(desk.db);
      done += 1;
      continue;
    }
    await sql`update content_plan set failed = ${failed} where path = ${path} and act = ${act}`.execute(
      desk.db,
    );
    await noteAct(
      desk.db,
      { person, act: 'planned, and not done', path, revisionId: null, said: failed },
      now,
    );
  }
  return done;
}

async function takenOff({ db, content }: Desk, { path, person }: Plan, now: Date): Promise<string | null> {
  if (!(await takeOff(db, path, person, now))) return 'It was off already.';
  await answersPublished(db, path, true, now);
  await keepOverlay(db, content);
  return null;
}

const CHANGED = 'The draft was changed or published after it was planned.';

/** Publishes as whoever planned it, who had the right; why not, or null. */
async function published(desk: Desk, plan: Plan, now: Date): Promise<string | null> {
  const page = await pageAt(desk.db, plan.path);
  if (plan.revisionId !== null && page?.publishedId === plan.revisionId) return null; // a process died in between
  const draft = page?.draftId === plan.revisionId ? await revision(desk.db, plan.revisionId ?? 0) : null;
  if (!draft) return CHANGED;
  const person: Person = { id: '', email: '', name: plan.person, role: 'publisher' };
  const given = { path: plan.path, hash: draft.hash, why: 'as planned', over: null };
  const done = await publishWords(desk, person, given, now);
  if (done.ok) return null;
  if (done.refusal !== 'not-right') return CHANGED;
  const because = [
    ...done.findings.map(({ message }) => message),
    ...done.contradictions.map(({ sentence, row }) => `“${sentence}”, though ${row}`),
  ];
  return `Refused when its time had come: ${because.join('; ')}`.slice(0, 1_000);
}
