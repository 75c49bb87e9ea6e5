import { sql } from 'kysely';
import { appendMessage } from '#src/conversations/conversation-store.ts';
import { closeHold } from '#src/customers/holds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import type { Person } from '#src/studio/people.ts';
import { recordCorrection } from './corrections.ts';

export type Worked =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'unknown' | 'over' | 'empty' }
  | { readonly ok: false; readonly refusal: 'too-long'; readonly most: number };

export type Replied =
  | { readonly ok: true; readonly email: string | null; readonly conversationId: string | null }
  | Exclude<Worked, { readonly ok: true }>;

export const MOST_REPLY = 4_000;

const ticketShape = columns('ticket', 'state', 'conversation_id', 'email', 'words', 'draft');

/** The person takes the matter, also from another of the team; from now on the assistant keeps quiet there. */
export const claimTicket = (db: Database, id: string, person: Person, now: Date): Promise<Worked> =>
  atWork(db, id, async (trx) => {
    await sql`update ticket set state = 'claimed', claimed_by = ${person.id}, touched_at = ${now} where id = ${id}`.execute(
      trx,
    );
    await note(trx, id, 'claimed', person, null, now);
  });

/** The draft is of no use, and why: it is kept as a correction and gone from the ticket. */
export const rejectDraft = (
  db: Database,
  id: string,
  person: Person,
  reason: string,
  now: Date,
): Promise<Worked> =>
  atWork(db, id, async (trx, ticket) => {
    if (!ticket.draft) return;
    await sql`update ticket set draft = null, touched_at = ${now} where id = ${id}`.execute(trx);
    await recordCorrection(
      trx,
      {
        kind: 'rejected',
        ticketId: id,
        personId: person.id,
        question: ticket.words,
        drafted: ticket.draft,
        reason: reason.trim().slice(0, 500) || null,
      },
      now,
    );
    await note(trx, id, 'draft-rejected', person, reason.trim().slice(0, 500) || null, now);
  });

/**
 * Writes the person's words into the conversation under their name. Words other than the draft are kept as a
 * correction. Answers the address to which they should go as well.
 */
export async function replyToTicket(
  db: Database,
  id: string,
  person: Person,
  given: string,
  now: Date,
): Promise<Replied> {
  const text = given.replaceAll('\r\n', '\n').trim();
  if (!text) return { ok: false, refusal: 'empty' };
  if (text.length > MOST_REPLY) return { ok: false, refusal: 'too-long', most: MOST_REPLY };
  let told: { email: string | null; conversationId: string | null } = { email: null, conversationId: null };
  const done = await atWork(db, id, async (trx, ticket) => {
    await sql`update ticket set state = 'answered', claimed_by = ${person.id}, waiting_since = null, draft = null,
      touched_at = ${now} where id = ${id}`.execute(trx);
    await note(trx, id, 'replied', person, text, now);
    if (ticket.draft && plain(ticket.draft) !== plain(text))
      await recordCorrection(
        trx,
        {
          kind: 'edited',
          ticketId: id,
          personId: person.id,
          question: ticket.words,
          drafted: ticket.draft,
          sent: text,
        },
        now,
      );
    if (ticket.conversation_id)
      await appendMessage(trx, ticket.conversation_id, 'assistant', [
        { type: 'data-person', id: 'person', data: { name: person.name } },
        { type: 'text', text },
      ]);
    told = { email: ticket.email, conversationId: ticket.conversation_id };
  });
  return done.ok ? { ok: true, ...told } : done;
}

/** The matter is over: the assistant goes on, and marketing may. */
export const returnTicket = (db: Database, id: string, person: Person, now: Date): Promise<Worked> =>
  atWork(db, id, async (trx) => {
    await sql`update ticket set state = 'returned', waiting_since = null, touched_at = ${now} where id = ${id}`.execute(
      trx,
    );
    await note(trx, id, 'returned', person, null, now);
    await closeHold(trx, 'complaint', id, now);
  });

async function atWork(
  db: Database,
  id: string,
  work: (trx: Database, ticket: RowOf<typeof ticketShape>) => Promise<void>,
): Promise<Worked> {
  const run = async (trx: Database): Promise<Worked> => {
    const { rows } = await rowsOf(ticketShape)`select state, conversation_id, email, words, draft from ticket
      where id = ${id} for update`.execute(trx);
    const [ticket] = rows;
    if (!ticket) return { ok: false, refusal: 'unknown' };
    if (ticket.state === 'returned') return { ok: false, refusal: 'over' };
    await work(trx, ticket);
    return { ok: true };
  };
  return db.transaction().execute(run);
}

async function note(
  db: Database,
  id: string,
  kind: string,
  person: Person,
  text: string | null,
  now: Date,
): Promise<void> {
  await sql`insert into ticket_event (ticket_id, position, at, person_id, kind, text)
    select ${id}, coalesce(max(position), 0) + 1, ${now}, ${person.id}, ${kind}, ${text}
    from ticket_event where ticket_id = ${id}`.execute(db);
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
