import type Stripe from 'stripe';
import { minorDigits } from '#src/money/money.ts';
import type { PaymentAnswer, PaymentProvider } from './payment-provider.ts';

export interface StripeSettings {
  readonly secretKey: string;
  /** Another server than Stripe's own; for tests. */
  readonly apiBase?: string | undefined;
}

const TIMEOUT_MS = 8_000;
const SESSION_MINUTES = 31; // Stripe asks for at least 30 from when it reads the request

/**
 * Stripe Checkout: the shopper pays on Stripe's page, so no card number ever reaches the shop. The attempt's id is the
 * idempotency key, and the session names it, so an event that arrives twice or late finds it.
 * https://docs.stripe.com/api/checkout/sessions
 */
export function stripeProvider(settings: StripeSettings): PaymentProvider {
  let client: Promise<Stripe> | undefined;
  const stripe = () => (client ??= stripeClient(settings)); // loaded by whoever pays: it is large
  return {
    name: 'stripe',
    methods: [],
    async pay({ attemptId, amount, orderNumber, email, returnUrl }): Promise<unknown> {
      const session = await (
        await stripe()
      ).checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: attemptId,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: amount.currency.toLowerCase(),
                unit_amount: amount.minor * factorOf(amount.currency),
                product_data: { name: `Order ${orderNumber}` },
              },
            },
          ],
          ...(email ? { customer_email: email } : {}),
          success_url: returnUrl,
          cancel_url: returnUrl,
          expires_at: Math.floor(Date.now() / 1000) + SESSION_MINUTES * 60,
        },
        { idempotencyKey: attemptId },
      );
      return stripeAnswer(session);
    },
    // Without a reference the shopper never got the address of a page to pay on, so nothing can have been paid.
    look: async ({ ref }) =>
      ref ? stripeAnswer(await (await stripe()).checkout.sessions.retrieve(ref)) : { state: 'not-found' },
    async abandon({ ref }): Promise<unknown> {
      if (!ref) return { state: 'not-found' };
      const session = await (await stripe()).checkout.sessions.retrieve(ref);
      return stripeAnswer(
        session.status === 'open' ? await (await stripe()).checkout.sessions.expire(ref) : session,
      );
    },
    async refund({ ref }, { refundId, amount, tries }) {
      if (!ref) return { ok: false, why: 'The payment has no reference at Stripe.' };
      const client = await stripe();
      const { payment_intent: intent } = await client.checkout.sessions.retrieve(ref);
      const payment = typeof intent === 'string' ? intent : intent?.id;
      if (!payment) return { ok: false, why: 'Stripe names no payment for that session.' };
      // Stripe forgets keys after a day and repeats a failure under the same one: what was made is looked up first.
      const made = (await client.refunds.list({ payment_intent: payment, limit: 100 })).data.find(
        (one) =>
          one.metadata?.['refund'] === refundId && one.status !== 'failed' && one.status !== 'canceled',
      );
      const refund =
        made ??
        (await client.refunds.create(
          {
            payment_intent: payment,
            amount: amount.minor * factorOf(amount.currency),
            metadata: { refund: refundId },
          },
          { idempotencyKey: `${refundId}:${tries}` },
        ));
      return refund.status === 'failed' || refund.status === 'canceled'
        ? {
            ok: false,
            why: `Stripe says ${refund.status}${refund.failure_reason ? `: ${refund.failure_reason}` : ''}.`,
          }
        : { ok: true };
    },
  };
}

async function stripeClient({ secretKey, apiBase }: StripeSettings): Promise<Stripe> {
  const { default: Stripe } = await import('stripe');
  const base = apiBase ? new URL(apiBase) : null;
  return new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port,
      protocol: base.protocol === 'http:' ? ('http' as const) : ('https' as const),
    }),
  });
}

type Session = Pick<
  Stripe.Checkout.Session,
  'id' | 'status' | 'payment_status' | 'amount_total' | 'currency' | 'url'
>;

/** https://docs.stripe.com/currencies: these have no decimals any more, and Stripe counts them with two. */
const COUNTED_WITH_TWO = new Set(['ISK', 'UGX']);
const factorOf = (currency: string): number => (COUNTED_WITH_TWO.has(currency) ? 100 : 1);

/** Whether every amount of a currency can be paid through Stripe: of three decimals it takes only whole tens. */
export const stripeTakes = (currency: string): boolean => minorDigits(currency) !== 3 && currency !== 'MGA';

/** A session as an answer; one that is finished and not yet paid (a bank transfer) is none: it is asked again. */
function stripeAnswer(session: Session): PaymentAnswer | null {
  if (session.status === 'complete' && session.payment_status === 'paid')
    return {
      state: 'paid',
      ref: session.id,
      amountMinor: (session.amount_total ?? 0) / factorOf((session.currency ?? '').toUpperCase()),
      currency: (session.currency ?? '').toUpperCase(),
    };
  if (session.status === 'expired') return { state: 'declined', reason: 'The payment page was closed.' };
  return session.status === 'open' && session.url
    ? { state: 'open', ref: session.id, url: session.url }
    : null;
}

export type StripeNews =
  | { readonly ok: true; readonly attemptId: string; readonly answer: PaymentAnswer | null }
  /** Not signed by Stripe, or about something else. */
  | { readonly ok: false; readonly refusal: 'not-from-stripe' | 'not-ours' };

/** What an event that Stripe sends says of an attempt. `body` is the request's text as it came: the signature is over it. */
export async function readStripeEvent(body: string, signature: string, secret: string): Promise<StripeNews> {
  const { default: Stripe } = await import('stripe');
  let event: Stripe.Event;
  try {
    event = Stripe.webhooks.constructEvent(body, signature, secret);
  } catch {
    return { ok: false, refusal: 'not-from-stripe' };
  }
  if (!event.type.startsWith('checkout.session.')) return { ok: false, refusal: 'not-ours' };
  const session = event.data.object as Stripe.Checkout.Session;
  if (!session.client_reference_id) return { ok: false, refusal: 'not-ours' };
  const failed = event.type === 'checkout.session.async_payment_failed';
  return {
    ok: true,
    attemptId: session.client_reference_id,
    answer: failed ? { state: 'declined', reason: 'The bank declined the payment.' } : stripeAnswer(session),
  };
}
