import type { z } from 'zod';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import type { Right } from './key.ts';
import type { ProblemKind, Refusal } from './problems.ts';

/** What the verbs of the shop need, as the process has it open. */
export interface Desk {
  readonly db: Database;
  readonly content: () => Content;
  readonly payment: () => PaymentProvider | null;
}

/** What one address does: what it takes and answers, as the document describes it and the door checks it. */
export interface Operation<
  Path extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** Below /api/back-office, with `{name}` for parts that vary. */
  readonly path: string;
  readonly summary: string;
  readonly rights: (body: z.output<Body>) => readonly Right[];
  /** The rights as the document tells them. */
  readonly rightsTold: string;
  readonly params: Path;
  readonly query: Query;
  /** Null: it takes none. */
  readonly body: Body | null;
  readonly answer: Answer;
  /** Beside those that every address may answer. */
  readonly problems: readonly ProblemKind[];
  run(
    desk: Desk,
    given: {
      readonly params: z.output<Path>;
      readonly query: z.output<Query>;
      readonly body: z.output<Body>;
      /** Tells this asking from every other one; the same again is the same asking. */
      readonly reference: string;
      /** Whose key it is. */
      readonly by: string;
    },
    now: Date,
  ): Promise<{ readonly ok: true; readonly body: z.output<Answer> } | Refusal>;
}

/** Keeps the types of one operation together while it is written. */
export const operation = <
  Path extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  given: Operation<Path, Query, Body, Answer>,
): Operation => given as unknown as Operation;
