import type { APIRoute } from 'astro';
import { problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import { settleAttempt } from '#src/orders/payment/attempts.ts';
import { readStripeEvent } from '#src/orders/payment/stripe-provider.ts';
import { shop } from '#src/shop.ts';

const MOST_BYTES = 500_000;

/** What Stripe tells of payments, whether or not the shopper came back. Answered 200 once it is written down, so Stripe repeats what was not. */
export const POST: APIRoute = async ({ request }) => {
  const { db, environment } = await shop();
  const secret = environment.STRIPE_WEBHOOK_SECRET;
  if (!secret) return problem(404, 'No such address', 'This shop is not paid through Stripe.');
  const body = await readBody(request, MOST_BYTES);
  const news = await readStripeEvent(body ?? '', request.headers.get('stripe-signature') ?? '', secret);
  if (!news.ok && news.refusal === 'not-from-stripe')
    return problem(400, 'Not signed', 'The event does not carry a signature of Stripe for this shop.');
  if (news.ok && news.answer) await settleAttempt(db, news.attemptId, news.answer, new Date());
  return new Response(null, { status: 204 });
};
