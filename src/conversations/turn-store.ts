import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { boolean, json, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { emptyState, stateFrom, type ConversationState } from './conversation-state.ts';
import type { StoredMessage } from './conversation-store.ts';
import { endEarlierRun, LONGEST_RUN } from './run-store.ts';

/*
 * A turn's memory in three statements: what the conversation holds, the beginning of the turn, and its end. Each is all
 * or nothing by itself.
 */

/** A conversation as a turn finds it. */
export interface TurnMemory {
  /** A new one's where nothing was known. */
  readonly id: string;
  readonly isNew: boolean;
  readonly state: ConversationState;
  /** The latest messages, oldest first. */
  readonly history: readonly Pick<StoredMessage, 'role' | 'parts'>[];
  /** Whether a matter of it was ever handed to a person. */
  readonly hasTicket: boolean;
  /** When a stop was last asked for, as the database writes it. */
  readonly stopMark: string | null;
}

/**
 * What the visitor's conversation of that id holds, once an answer that is still given in it has ended; a new one's
 * memory where it is unknown or another visitor's. `most`: messages of the history.
 */
export async function memoryOf(
  db: Database,
  visitorId: string,
  id: string | null,
  most: number,
): Promise<TurnMemory> {
  let found = id === null ? undefined : await read(db, visitorId, id, most);
  if (id !== null && found?.isRunning) {
    await endEarlierRun(db, visitorId, id);
    found = await read(db, visitorId, id, most);
  }
  if (!found)
    return { id: nanoid(), isNew: true, state: emptyState, history: [], hasTicket: false, stopMark: null };
  const { state, history, hasTicket, stopMark } = found;
  return { id: found.id, isNew: false, state: stateFrom(state), history: history ?? [], hasTicket, stopMark };
}

const memoryShape = {
  ...columns('conversation', 'id', 'state'),
  isRunning: boolean,
  hasTicket: boolean,
  stopMark: nullable(text), // as text: a Date would round the moment down
  history: nullable(json<TurnMemory['history']>()),
};

async function read(db: Database, visitorId: string, id: string, most: number) {
  const { rows } = await rowsOf(memoryShape)`
    select c.id, c.state, c.stop_requested_at::text as "stopMark",
      exists (select from conversation_run where conversation_id = c.id and ended_at is null
        and started_at > now() - ${LONGEST_RUN}::interval) as "isRunning",
      exists (select from ticket where conversation_id = c.id) as "hasTicket",
      (select json_agg(json_build_object('role', m.role, 'parts', m.parts) order by m.position)
        from (select * from conversation_message where conversation_id = c.id order by position desc limit ${most}) m)
        as history
    from conversation c where c.id = ${id} and c.visitor_id = ${visitorId}`.execute(db);
  return rows[0];
}

/** Begins a turn: the conversation where it is new, its run, and the shopper's words; forgets the chunks of earlier runs. */
export async function beginTurn(
  db: Database,
  visitorId: string,
  { id, isNew }: Pick<TurnMemory, 'id' | 'isNew'>,
  run: string,
  parts: readonly unknown[],
): Promise<void> {
  const conversation = isNew
    ? sql`insert into conversation (id, visitor_id, state) values (${id}, ${visitorId}, ${JSON.stringify(emptyState)})`
    : sql`update conversation set updated_at = now() where id = ${id}`;
  await onePositionEach(() =>
    sql`with kept as (${conversation} returning id),
      earlier as (delete from conversation_run where conversation_id = ${id}
        and (ended_at is not null or started_at < now() - ${LONGEST_RUN}::interval)),
      begun as (insert into conversation_run (id, conversation_id) select ${run}, id from kept)
      ${messageOf('user', parts)}`.execute(db),
  );
}

/** Ends a turn: what it said, what the conversation remembers from now on, and its run. */
export async function endTurn(
  db: Database,
  id: string,
  run: string,
  state: ConversationState,
  parts: readonly unknown[],
): Promise<void> {
  await onePositionEach(() =>
    sql`with kept as (update conversation set state = ${JSON.stringify(state)}::jsonb, updated_at = now()
        where id = ${id} returning id),
      ended as (update conversation_run set ended_at = clock_timestamp() where id = ${run})
      ${messageOf('assistant', parts)}`.execute(db),
  );
}

const messageOf = (role: StoredMessage['role'], parts: readonly unknown[]) => sql`
  insert into conversation_message (conversation_id, position, role, parts)
  select id, (select coalesce(max(position), 0) + 1 from conversation_message where conversation_id = kept.id),
    ${role}, ${JSON.stringify(parts)}::jsonb from kept`;

const TRIES = 5;

/** A statement counts messages as they were when it began; where another wrote one meanwhile, it is done anew. */
async function onePositionEach(write: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await write();
      return;
    } catch (error) {
      const { constraint } = error as { readonly constraint?: string };
      if (constraint !== 'conversation_message_pkey' || tried === TRIES) throw error;
    }
  }
}
