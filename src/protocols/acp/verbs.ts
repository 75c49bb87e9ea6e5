import { money } from '#src/money/money.ts';
import { completeCheckout } from '../ucp/complete-checkout.ts';
import { errorMessage, outcome, type Answer, type Door, type Json, type Message } from '../ucp/door.ts';
import { handlersOf, testCardPays } from '../ucp/payment-handlers.ts';
import { createSession, endSession, getSession, updateSession } from '../ucp/session-operations.ts';
import { sessionFor } from '../ucp/session.ts';
import { delegatedToken, readDelegated } from './delegated-payment.ts';
import { merchantId } from './payment-handlers.ts';
import { readBuyer, readSession } from './read-session.ts';
import type { CompleteBody, CreateBody, DelegateBody, UpdateBody } from './schema.ts';
import type { Method } from './write-session.ts';

const unfit = (status: number, code: string, content: string, path: string): Answer =>
  outcome(status, errorMessage(code, content, 'recoverable', path));

/** Opens a checkout; where it is known where it goes and not how, it goes in the way that costs least, so that the total is whole. */
export async function create(door: Door, body: CreateBody): Promise<Answer> {
  const { currency } = door.content.store;
  if (body.currency.toUpperCase() !== currency)
    return unfit(400, 'unsupported_currency', `This shop sells in ${currency.toLowerCase()}.`, '$.currency');
  return withDelivery(door, await createSession(door, 'checkout', readSession(body)));
}

export const look = (door: Door, _: unknown, id: string): Promise<Answer> =>
  getSession(door, 'checkout', { id, ifMatch: null });

export const update = async (door: Door, body: UpdateBody, id: string): Promise<Answer> =>
  withDelivery(door, await updateSession(door, 'checkout', readSession(body), { id, ifMatch: null }));

/** Ends a checkout; of one that is over already the protocol says so by 405. */
export async function cancel(door: Door, _: unknown, id: string): Promise<Answer> {
  const ended = await endSession(door, 'checkout', { id, ifMatch: null });
  return ended.ok || ended.status !== 409
    ? ended
    : { ...ended, status: 405, headers: { ...ended.headers, allow: 'GET' } };
}

async function withDelivery(door: Door, answer: Answer): Promise<Answer> {
  if (!answer.ok) return answer;
  const [method] = (answer.body['fulfillment'] as { methods: readonly Method[] } | undefined)?.methods ?? [];
  const [group] = method?.groups ?? [];
  if (!group || group.selected_option_id !== null) return answer;
  const costOf = ({ totals }: (typeof group.options)[number]) =>
    totals.find(({ type }) => type === 'total')?.amount ?? 0;
  const [least] = group.options.toSorted((a, b) => costOf(a) - costOf(b));
  if (!least) return answer;
  const chosen = await updateSession(
    door,
    'checkout',
    { fulfillment: { methods: [{ groups: [{ selected_option_id: least.id }] }] } },
    { id: String(answer.body['id']), ifMatch: null },
  );
  if (!chosen.ok) return chosen;
  const notes = (answer.body['messages'] as readonly Json[]).filter(({ type }) => type === 'warning');
  const messages = [...notes, ...(chosen.body['messages'] as readonly Json[])];
  const once = new Map(messages.map((one) => [JSON.stringify(one), one]));
  return { ...chosen, status: answer.status, body: { ...chosen.body, messages: [...once.values()] } };
}

const TOKEN = '$.payment_data.instrument.credential.token';

/** Orders what a checkout holds; a delegated token pays for that checkout alone, in its time, and no more than it says. */
export async function complete(door: Door, body: CompleteBody, id: string): Promise<Answer> {
  const { handler_id, instrument } = body.payment_data;
  const { type, token } = instrument.credential;
  const allowance = await readDelegated(door.db, token);
  if (token.startsWith('vt_') && (allowance?.checkoutId !== id || allowance.until <= door.now))
    return unfit(400, 'invalid', 'That token is over, or was made for something else.', TOKEN);
  const paid = allowance ? (allowance.pays ? 'success_token' : 'fail_token') : token;
  const answer = await completeCheckout(
    door,
    {
      payment: {
        instruments: [
          {
            id: 'instrument',
            handler_id,
            type: instrument.type,
            selected: true,
            credential: { type, token: paid },
          },
        ],
      },
    },
    { id, ifMatch: null },
    { buyer: readBuyer({ buyer: body.buyer }) ?? null, most: allowance?.most ?? null },
  );
  return answer.ok && wasDeclined(answer.body)
    ? { ...answer, body: { ...answer.body, status: 'ready_for_complete' } }
    : answer;
}

/** Whether nothing but its payment failed: another may be tried. */
const wasDeclined = ({ messages }: Json): boolean => {
  const errors = (messages as readonly Message[]).filter(({ type }) => type === 'error');
  return errors.length > 0 && errors.every(({ code }) => code === 'payment_failed');
};

/** Makes a token by which one checkout is paid. There only where the shop's bank is the test bank: of others this is their bank's to do. */
export async function delegate(door: Door, body: DelegateBody): Promise<Answer> {
  const { db, payment, site, agent, now } = door;
  const { payment_method: card, allowance, metadata } = body;
  if (!handlersOf(payment, site).length)
    return unfit(404, 'not_found', 'Payments are delegated at the shop’s bank.', '$');
  const until = new Date(allowance.expires_at);
  const refuse = (path: string, why: string) => unfit(422, 'invalid_card', why, path);
  if (isOver(card, now)) return refuse('$.payment_method.exp_year', 'The card is over.');
  if (until <= now) return refuse('$.allowance.expires_at', 'It is over already.');
  if (allowance.merchant_id !== merchantId(site))
    return refuse('$.allowance.merchant_id', `This merchant is ${merchantId(site)}.`);
  const checkoutId = allowance.checkout_session_id;
  if (!(await sessionFor(db, 'checkout', checkoutId, agent)))
    return refuse('$.allowance.checkout_session_id', 'There is no such checkout.');
  const most = money(allowance.max_amount, allowance.currency.toUpperCase());
  const id = await delegatedToken(db, { checkoutId, most, until, pays: testCardPays(card.number) });
  const told = { ...metadata, merchant_id: merchantId(site) };
  return { ok: true, status: 201, body: { id, created: now.toISOString(), metadata: told } };
}

/** Whether a card's last month has passed. */
function isOver({ exp_month, exp_year }: DelegateBody['payment_method'], now: Date): boolean {
  return exp_year !== undefined && exp_month !== undefined
    ? Date.UTC(Number(exp_year), Number(exp_month)) <= now.getTime()
    : false;
}
