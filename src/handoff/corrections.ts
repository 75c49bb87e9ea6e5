import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { stringify } from 'yaml';
import { nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export interface NewCorrection {
  readonly kind: 'edited' | 'rejected' | 'thumb';
  readonly ticketId?: string | null;
  readonly personId?: string | null;
  /** The shopper's words. */
  readonly question: string;
  readonly drafted: string;
  readonly sent?: string | null;
  readonly reason?: string | null;
}

export interface Correction {
  readonly id: string;
  readonly kind: NewCorrection['kind'];
  readonly ticketId: string | null;
  readonly person: string | null;
  readonly question: string;
  readonly drafted: string;
  readonly sent: string | null;
  readonly reason: string | null;
  readonly madeAt: Date;
}

/** Keeps what was wrong with the assistant's words, and what was said instead. */
export async function recordCorrection(db: Database, made: NewCorrection, now: Date): Promise<string> {
  const id = nanoid();
  await sql`insert into correction (id, ticket_id, person_id, kind, question, drafted, sent, reason, made_at)
    values (${id}, ${made.ticketId ?? null}, ${made.personId ?? null}, ${made.kind}, ${made.question}, ${made.drafted},
      ${made.sent ?? null}, ${made.reason ?? null}, ${now})`.execute(db);
  return id;
}

const MOST_LISTED = 100;

/** Corrections that nobody has made use of yet, the newest first. */
export async function openCorrections(db: Database): Promise<readonly Correction[]> {
  const { rows } = await rowsOf({
    ...columns('correction', 'id', 'kind', 'question', 'drafted', 'sent', 'reason'),
    ticketId: tables.correction.ticket_id,
    person: nullable(tables.studio_person.name),
    madeAt: tables.correction.made_at,
  })`select c.id, c.kind, c.ticket_id as "ticketId", p.name as person, c.question,
    c.drafted, c.sent, c.reason, c.made_at as "madeAt"
    from correction c left join studio_person p on p.id = c.person_id
    where c.settled_at is null order by c.made_at desc, c.id limit ${MOST_LISTED}`.execute(db);
  return rows;
}

export const SETTLED = ['example', 'faq', 'dismissed'] as const;
export type Settled = (typeof SETTLED)[number];

/** It became an example or an FAQ, or is of no use. False where it is unknown or settled already. */
export async function settleCorrection(db: Database, id: string, as: Settled, now: Date): Promise<boolean> {
  const { rows } = await sql`update correction set settled_as = ${as}, settled_at = ${now}
    where id = ${id} and settled_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** A line for a file of agents/shopping/examples, below the intent the shopper's words belong to. */
export const exampleLine = ({ question }: Pick<Correction, 'question'>): string =>
  `  - ${stringify(oneLine(question)).trim()}`;

/** A file for content/faqs, to be read over, named and published by whoever edits the shop's words. */
export const faqDraft = ({
  question,
  sent,
  drafted,
}: Pick<Correction, 'question' | 'sent' | 'drafted'>): string =>
  `---\n${stringify({ question: asQuestion(question), topic: 'about', order: 500 })}---\n\n${(sent ?? drafted).trim()}\n`;

const MOST_QUESTION = 190;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MOST_QUESTION);
/** One line, ending in a question mark, at most as long as a file for content/faqs takes. */
export function asQuestion(words: string): string {
  const text = oneLine(words);
  return text.endsWith('?') ? text : `${text.replace(/(?<![.!])[.!]+$/, '')}?`;
}
