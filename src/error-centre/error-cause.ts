import { createHash } from 'node:crypto';
import { errorFacts, type ErrorFacts } from '#src/log/error-facts.ts';
import { withoutSecrets } from '#src/log/without-secrets.ts';

/** What errors with one reason share, and one of them in its own words. */
export interface ErrorCause {
  readonly id: string;
  /** Kind and message without what differs from one time to the next. */
  readonly cause: string;
  readonly sample: string;
}

const MOST_LETTERS = 500;

/** The cause of an error at a place: numbers, ids, quoted words and addresses in its message do not tell causes apart. */
export function causeOf(place: string, error: unknown): ErrorCause {
  const root = rootOf(errorFacts(error));
  const sample = withoutSecrets(`${root.type}: ${root.message}`).slice(0, MOST_LETTERS);
  const cause = [root.code, sample.replaceAll(DIFFERS, '…')].filter(Boolean).join(' ').slice(0, MOST_LETTERS);
  const id = createHash('sha256').update(`${place}\n${cause}`).digest('base64url').slice(0, 16);
  return { id, cause, sample };
}

const DIFFERS = /"[^"]{0,200}"|'[^']{0,200}'|“[^”]{0,200}”|\b[\w-]{0,40}\d[\w-]{0,40}/g;

/** The error that others were wrapped around: a failed transaction says less than why it failed. */
const rootOf = (facts: ErrorFacts): ErrorFacts => (facts.cause ? rootOf(facts.cause) : facts);
