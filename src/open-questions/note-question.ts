import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { withoutSecrets } from '#src/log/without-secrets.ts';

/** Where a question was asked: in the box, in the conversation, or by an agent. */
export type QuestionSource = 'search' | 'conversation' | 'agent';
/** Why it counts as not answered. */
export type Unanswered = 'nothing-found' | 'not-known' | 'handed-over' | 'thumbs-down';

export interface OpenQuestion {
  readonly text: string;
  readonly source: QuestionSource;
  readonly because: Unanswered;
  /** Whose it is, so that it goes when they are forgotten. */
  readonly visitorId: string | null;
}

const MOST_READ = 2_000;
const MOST_LETTERS = 200;
const MOST_A_DAY = 2_000; // of each source: a machine that asks nonsense must not bury what people ask
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const LONG_NUMBER = /\d[\d\s().-]{5,40}\d/g;

/**
 * Keeps a question that nothing of the shop answered, without addresses and long numbers. Words that hold nothing to
 * look for, and more than MOST_A_DAY of a source, are left out.
 */
export async function noteQuestion(db: Database, question: OpenQuestion, now: Date): Promise<void> {
  const text = withoutSecrets(plain(question.text)).replaceAll(LONG_NUMBER, '[number]');
  const terms = termsOf(text);
  if (!terms.length) return;
  await sql`insert into open_question (at, text, terms, source, because, visitor_id)
    select ${now}::timestamptz, ${text}, ${terms}::text[], ${question.source}, ${question.because}, ${question.visitorId}
    where (select count(*) from open_question where source = ${question.source}
      and at > ${new Date(now.getTime() - DAY_MS)}) < ${MOST_A_DAY}`.execute(db);
}

/** One line of text as a database can hold it. */
const plain = (text: string): string =>
  text
    .slice(0, MOST_READ)
    .replaceAll('\0', '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
    .toWellFormed();

/** The stems of what a question is about, each once, in their order. */
export const termsOf = (text: string): readonly string[] => [
  ...new Set(tokensOf(text).flatMap(({ term }) => (isWeak(term) ? [] : [term]))),
];

/** Forgets questions after KEPT_DAYS. */
export async function sweepQuestions(db: Database, now: Date): Promise<void> {
  await sql`delete from open_question where at < ${new Date(now.getTime() - KEPT_DAYS * DAY_MS)}`.execute(db);
}
