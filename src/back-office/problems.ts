import { problem } from '#src/http/problem.ts';

/** What the back office answers instead of what was asked: the status, and the title for people. */
export const PROBLEMS = {
  'no-key': [401, 'No key'],
  'no-right': [403, 'The key may not do that'],
  'too-often': [429, 'Too often'],
  'unknown-address': [404, 'No such address'],
  'wrong-method': [405, 'Not with that method'],
  'not-json': [415, 'Not JSON'],
  'too-long': [413, 'Too long'],
  unreadable: [400, 'Unreadable'],
  invalid: [422, 'Not what the document describes'],
  'no-idempotency-key': [400, 'No Idempotency-Key'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for something else'],
  'in-progress': [409, 'It is being done'],
  'unknown-order': [404, 'No such order'],
  'unknown-return': [404, 'No such return of that order'],
  'unknown-variant': [404, 'No such variant'],
  'unknown-cursor': [410, 'The cursor is of another time'],
  'wrong-state': [409, 'Not as it stands'],
  'payment-open': [409, 'The bank has not answered'],
  'no-payment': [409, 'Payment is not set up'],
  'too-much': [422, 'More than there is to give back'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemKind = keyof typeof PROBLEMS;

/** `type` of RFC 9457: a name, not an address; programs tell problems apart by it. */
export const problemType = (kind: ProblemKind): string => `urn:shelftalk:problem:${kind}`;

export interface Refusal {
  readonly ok: false;
  readonly problem: ProblemKind;
  /** For the person behind the program. */
  readonly detail: string;
  /** Members beside those of the RFC. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const refusal = (kind: ProblemKind, detail: string, rest: Partial<Refusal> = {}): Refusal => ({
  ...rest,
  ok: false,
  problem: kind,
  detail,
});

/** A refusal as an answer. */
export function problemAnswer({ problem: kind, detail, more = {}, headers = {} }: Refusal): Response {
  const [status, title] = PROBLEMS[kind];
  return problem(status, title, detail, headers, { type: problemType(kind), ...more });
}
