import type { z } from 'zod';
import type { Answer, Door } from '../ucp/door.ts';
import { completeSchema, createSchema, delegateSchema, nothingSchema, updateSchema } from './schema.ts';
import { cancel, complete, create, delegate, look, update } from './verbs.ts';

export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** Whether it answers a checkout, to be written in the protocol's words. */
  readonly isCheckout: boolean;
  readonly schema: z.ZodType;
  // Of a body that the operation's own schema has read.
  run(door: Door, body: never, id: string): Promise<Answer>;
}

const SESSION = '/checkout_sessions/([\\w-]{1,60})';
const at = (path: string) => new RegExp(`^${path}/?$`);
const checkout = { method: 'POST', isCheckout: true } as const;

export const OPERATIONS: readonly Operation[] = [
  { ...checkout, path: at('/checkout_sessions'), schema: createSchema, run: create },
  { ...checkout, path: at(SESSION), schema: updateSchema, run: update },
  { ...checkout, method: 'GET', path: at(SESSION), schema: nothingSchema, run: look },
  { ...checkout, path: at(`${SESSION}/complete`), schema: completeSchema, run: complete },
  { ...checkout, path: at(`${SESSION}/cancel`), schema: nothingSchema, run: cancel },
  {
    method: 'POST',
    isCheckout: false,
    path: at('/agentic_commerce/delegate_payment'),
    schema: delegateSchema,
    run: delegate,
  },
];
