import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { promisedMail } from '#src/automations/hand-off-mail.ts';
import { sendMail } from '#src/automations/mail.ts';
import { mailSettings } from '#src/automations/reminder-settings.ts';
import { promiseText, type AnswerPromise } from '#src/handoff/answer-promise.ts';
import { answerTo, heldBy, shopperWrote } from '#src/handoff/held-conversation.ts';
import { openTicket } from '#src/handoff/open-ticket.ts';
import type { Limited } from '#src/http/limits.ts';
import { tryShare, type Asker, type Tried } from '#src/http/rate-limit.ts';
import { waitText } from '#src/http/wait-text.ts';
import { reachUs } from '../offline-model/phrase-talk.ts';
import { ticketsOf } from '#src/handoff/ticket-store.ts';
import { addressIn } from '#src/orders/order-number.ts';
import { activeFilters } from '#src/query/filter-text.ts';
import type { Shop } from '#src/shop.ts';
import type { PartEvent } from '../state.ts';
import { usualOpening } from '../decide/hand-off-rule.ts';
import type { TurnEvent } from './run-turn.ts';

const MOST_ADDRESS_TURN = 120; // characters: a longer turn says more than where to write
const addressSchema = z.email().max(254);

/**
 * What is said instead of a turn: that a person has the conversation, or that an address for the answer is noted.
 * Null where the assistant answers.
 */
export async function handOffNotice(
  shop: Shop,
  asker: Asker | undefined,
  conversationId: string,
  text: string,
  now: Date,
): Promise<string | null> {
  const { db } = shop;
  const given = text.length <= MOST_ADDRESS_TURN ? addressIn(text) : null;
  const address = addressSchema.safeParse(given?.toLowerCase());
  if (address.success && (await answerTo(db, conversationId, address.data))) {
    const [ticket] = await ticketsOf(db, { conversationId });
    if (ticket && (await isWithin(shop, 'answer-mail', asker, now)).ok)
      await mailPromise(shop, address.data, { isStaffed: true, answerBy: ticket.answerBy }, now);
    return 'Noted. The answer comes here and to that address.';
  }
  const person = await heldBy(db, conversationId, now);
  if (person === null) return null;
  await shopperWrote(db, conversationId, now);
  return `${person} of our team has this conversation and reads what you write. The answer comes here.`;
}

interface FinishedTurn {
  readonly visitorId: string;
  readonly asker?: Asker | undefined;
  readonly conversationId: string;
  readonly text: string;
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly end: Extract<TurnEvent, { readonly part: 'end' }>['data'];
}

const MOST_TRIED = 6;

/** Opens the ticket where the turn was for a person, and says when and how the answer comes; else null. */
export async function handOff(shop: Shop, turn: FinishedTurn, now: Date): Promise<PartEvent | null> {
  const { trace, state } = turn.end;
  if (!trace?.handOff) return null;
  const content = shop.content.current();
  const { store } = content;
  const before = await ticketsOf(shop.db, { conversationId: turn.conversationId });
  const tried = before.length ? ({ ok: true } as const) : await isWithin(shop, 'hand-off', turn.asker, now);
  if (!tried.ok) {
    const wait = waitText(tried.retryAfterSeconds, store.locale);
    const text = messagesOf(store.locale).answers.handOff.tooMany(wait, reachUs({ content }));
    return { part: 'handoff', data: { text } };
  }
  const said = turn.history.filter(({ role }) => role === 'user').map(({ text }) => text);
  const ticket = await openTicket(
    shop.db,
    content,
    {
      rule: trace.handOff,
      ...usualOpening(content, trace.handOff),
      words: turn.text,
      conversationId: turn.conversationId,
      visitorId: turn.visitorId,
      scores: [
        ...(trace.scores ?? []),
        ...trace.intents.slice(0, 1).map(({ intent, score }) => ({
          signal: `sounds like ${intent}`,
          value: Math.round(score * 100) / 100,
          needed: '',
        })),
      ],
      tried: said.slice(-MOST_TRIED).map((text) => `Answered: “${text.slice(0, 120)}”`),
      need:
        activeFilters(state.query, store.currency, store.locale)
          .map(({ label }) => label)
          .join(', ') || null,
    },
    now,
  );
  if (ticket.isNew && ticket.email) await mailPromise(shop, ticket.email, ticket, now);
  return { part: 'handoff', data: { text: promiseSentence(shop, ticket, now, ticket.email) } };
}

const isWithin = async (shop: Shop, name: Limited, asker: Asker | undefined, now: Date): Promise<Tried> =>
  asker ? tryShare(shop.db, name, asker, now) : { ok: true };

function promiseSentence(shop: Shop, promise: AnswerPromise, now: Date, email: string | null): string {
  const { handoff, store } = shop.content.current();
  const when = promiseText(promise, store, now);
  const say = messagesOf(store.locale).answers.handOff;
  const who = handoff?.words.answers ?? say.somebody;
  return say.answers(`${who.charAt(0).toUpperCase()}${who.slice(1)}`, when, email !== null);
}

async function mailPromise(shop: Shop, email: string, promise: AnswerPromise, now: Date): Promise<void> {
  const { store } = shop.content.current();
  await sendMail(
    shop.db,
    mailSettings(shop.environment, store),
    promisedMail(store, email, promiseSentence(shop, promise, now, email)),
    now,
  );
}
