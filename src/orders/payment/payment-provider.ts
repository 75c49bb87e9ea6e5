import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Money } from '#src/money/money.ts';

const minor = z.int().min(0);

/** What a provider says of one try to be paid. Parsed at the door: anything else counts as no answer. */
const paymentAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('paid'), ref: z.string().min(1), amountMinor: minor, currency: z.string() }),
  /** `why` is for whoever runs the shop, `reason` for the shopper. */
  z.object({ state: z.literal('declined'), reason: z.string(), why: z.string().optional() }),
  /** The shopper is to go to an address of the provider, or is still there. */
  z.object({ state: z.literal('open'), ref: z.string().min(1), url: z.url() }),
  /** The provider has never heard of it. */
  z.object({ state: z.literal('not-found') }),
]);

export type PaymentAnswer = z.infer<typeof paymentAnswerSchema>;

interface PaymentAsk {
  /** The key under which the provider is asked: asked twice, it charges once. */
  readonly attemptId: string;
  readonly amount: Money;
  readonly orderNumber: string;
  readonly email: string | null;
  /** What the shopper chose among the provider's ways to pay; empty where it asks itself. */
  readonly method: string;
  /** Where the shopper comes back to. */
  readonly returnUrl: string;
  readonly signal: AbortSignal;
}

export interface AttemptRef {
  readonly attemptId: string;
  readonly ref: string | null;
}

type RefundAnswer = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A way to be paid. Every function may throw or never answer; the caller then asks `look` what became of it. */
export interface PaymentProvider {
  readonly name: 'test' | 'stripe';
  /** Ways to pay that the shopper chooses between on our own page; empty where the provider's page asks. */
  readonly methods: readonly { readonly id: string; readonly label: string }[];
  pay(ask: PaymentAsk): Promise<unknown>;
  look(attempt: AttemptRef): Promise<unknown>;
  /** Makes sure that it cannot be paid any more, and says what it is: paid if it was paid meanwhile. */
  abandon(attempt: AttemptRef): Promise<unknown>;
  /** `refundId` is the key: asked twice, the money goes back once. */
  refund(
    attempt: AttemptRef,
    refund: { readonly refundId: string; readonly amount: Money; readonly tries: number },
  ): Promise<RefundAnswer>;
}

export const ANSWER_WITHIN_MS = 10_000;

/** A provider's answer, or null where it is late, fails or says what cannot be read; `failed` is told which. */
export async function askProvider(
  ask: (signal: AbortSignal) => Promise<unknown>,
  withinMs = ANSWER_WITHIN_MS,
  failed: (why: string) => void = () => undefined,
): Promise<PaymentAnswer | null> {
  const deadline = new AbortController();
  const late = new AbortController();
  try {
    const answer = await Promise.race([
      ask(deadline.signal),
      sleep(withinMs, null, { signal: late.signal }).catch(() => null),
    ]);
    const parsed = paymentAnswerSchema.safeParse(answer);
    if (!parsed.success) failed(answer === null ? 'No answer in time.' : 'An answer that cannot be read.');
    return parsed.data ?? null;
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return null;
  } finally {
    deadline.abort();
    late.abort();
  }
}
