import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import type { Agent } from '../agents/agent.ts';
import type { LinkedAccount } from '../oauth/link-store.ts';
import type { Release } from './releases.ts';

/** What every verb of the protocol works with: the shop, who asks, and in which release. */
export interface Door {
  readonly db: Database;
  readonly content: Content;
  readonly site: string;
  /** Null where the shop cannot be paid. */
  readonly payment: PaymentProvider | null;
  readonly agent: Agent;
  /** The account that a person linked with the agent; null where none. */
  readonly account: LinkedAccount | null;
  /** The client's address, for limits. */
  readonly address: string;
  readonly release: Release;
  /** Whether addresses of networks near this machine are told, too. */
  readonly anyHost: boolean;
  /** Whether the hooks for tests are mounted. */
  readonly isTest: boolean;
  readonly now: Date;
}

export type Json = Readonly<Record<string, unknown>>;

/** What a verb answers, before it is written in the words of a release. */
export type Answer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: Json;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | Refused;

export type Severity = 'recoverable' | 'requires_buyer_input' | 'requires_buyer_review' | 'unrecoverable';

export interface Message {
  readonly type: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly content: string;
  /** Of errors only. */
  readonly severity?: Severity;
  /** JSONPath of what it is about. */
  readonly path?: string;
}

/** Nothing was done. `status` is what releases answer that tell outcomes by HTTP; later ones answer 200 with messages. */
export interface Refused {
  readonly ok: false;
  readonly status: number;
  /** Whether it is the protocol that was broken, so that every release answers `status`. */
  readonly isProtocol: boolean;
  readonly messages: readonly [Message, ...Message[]];
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a person goes on. */
  readonly continueUrl?: string;
}

export const errorMessage = (
  code: string,
  content: string,
  severity: Severity = 'recoverable',
  path?: string,
): Message => ({ type: 'error', code, content, severity, ...(path ? { path } : {}) });

export const warning = (code: string, content: string, path?: string): Message => ({
  type: 'warning',
  code,
  content,
  ...(path ? { path } : {}),
});

export const info = (code: string, content: string): Message => ({ type: 'info', code, content });

/** The protocol was broken: unreadable, unknown, not allowed. */
export const protocolRefusal = (
  status: number,
  code: string,
  content: string,
  headers: Readonly<Record<string, string>> = {},
): Refused => ({
  ok: false,
  status,
  isProtocol: true,
  messages: [errorMessage(code, content, 'unrecoverable')],
  headers,
});

/** It was understood, and does not go. */
export const outcome = (status: number, ...messages: readonly [Message, ...Message[]]): Refused => ({
  ok: false,
  status,
  isProtocol: false,
  messages,
});

/** What comes with an operation beside its body. */
export interface Given {
  /** Of the thing that the address names; empty where it names none. */
  readonly id: string;
  /** Of the thing as the agent last saw it; null where it does not say. */
  readonly ifMatch: string | null;
}
