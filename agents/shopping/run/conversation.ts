import { nanoid } from 'nanoid';
import {
  appendMessage,
  conversationOf,
  messagesOf,
  saveState,
  startConversation,
  type Conversation,
} from '#src/conversations/conversation-store.ts';
import { beginRun, endEarlierRun, endRun } from '#src/conversations/run-store.ts';
import { watchForStop } from '#src/conversations/stop-run.ts';
import type { Shop } from '#src/shop.ts';
import { checkMessage } from '../guardrails/message-length.ts';
import { reachUs } from '../offline-model/phrase-talk.ts';
import { partId, type ShoppingMessage } from '../parts.ts';
import { handOff, handOffNotice } from './hand-off.ts';
import { runTurn, type TurnEvent } from './run-turn.ts';

/** What a shopper says, and where. */
export interface Saying {
  readonly visitorId: string;
  /** Continues that conversation where it is the visitor's own; otherwise a new one begins. */
  readonly conversationId: string | null;
  readonly text: string;
  readonly pageSlug: string | null;
}

export type ConverseEvent =
  { readonly part: 'conversation'; readonly data: { readonly id: string; readonly run: string } } | TurnEvent;

export type Part = ShoppingMessage['parts'][number];

const MOST_HISTORY = 12;
const KEPT_OF_A_REFUSED = 300; // characters of a message too long to answer that the history keeps

/** The beginning of a refused message as a database can hold it. */
const keepable = (text: string): string =>
  text.replaceAll('\0', '').trim().slice(0, KEPT_OF_A_REFUSED).toWellFormed();

/**
 * One turn with its memory: finds or starts the conversation, keeps the shopper's words, runs the turn, keeps the
 * answer. A failure becomes one sentence to the shopper; `report` gets the cause.
 */
export async function* converse(
  shop: Shop,
  saying: Saying,
  signal: AbortSignal,
  report: (error: unknown) => void,
): AsyncGenerator<ConverseEvent> {
  const { db } = shop;
  const conversation = await openConversation(shop, saying);
  const run = nanoid();
  await beginRun(db, conversation.id, run);
  yield { part: 'conversation', data: { id: conversation.id, run } };
  const history = (await messagesOf(db, conversation.id, MOST_HISTORY)).map(({ role, parts }) => ({
    role,
    text: textOf(parts as readonly Part[]),
  }));
  const checked = checkMessage(saying.text);
  const said = checked.ok ? checked.text : keepable(saying.text);
  await appendMessage(db, conversation.id, 'user', [{ type: 'text', text: said }]);
  const kept = new Map<string, Part>();
  const stopped = new AbortController();
  const stop = () => stopped.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const unwatch = await watchForStop(db, conversation.id, stop);
  let state = conversation.state;
  try {
    const quiet = checked.ok ? await handOffNotice(shop, conversation.id, checked.text, new Date()) : null;
    const events =
      checked.ok && quiet === null
        ? runTurn(shop, { ...saying, text: checked.text, state, history }, stopped.signal)
        : refuse(checked.ok ? (quiet ?? '') : checked.say, conversation);
    for await (const event of events) {
      if (event.part === 'end') {
        state = event.data.state;
        const brought = await handOff(
          shop,
          { ...saying, conversationId: conversation.id, history, end: event.data },
          new Date(),
        );
        if (brought) {
          keep(kept, brought);
          yield brought;
        }
      }
      if (event.part !== 'end') keep(kept, event);
      yield event;
    }
  } catch (error) {
    const text = stopped.signal.aborted
      ? 'Stopped.'
      : `Something went wrong on our side, and your message is kept. Please ask again. ${reachUs({ content: shop.content.current() })}`;
    if (!stopped.signal.aborted) report(error);
    keep(kept, { part: 'text', data: text });
    yield { part: 'text', data: text };
    yield { part: 'end', data: { state, answeredBy: 'house' } };
  } finally {
    unwatch();
    signal.removeEventListener('abort', stop);
    await remember(shop, conversation, state, [...kept.values()], report);
    await endRun(db, run).catch(report);
  }
}

async function openConversation(shop: Shop, { visitorId, conversationId }: Saying): Promise<Conversation> {
  if (conversationId) await endEarlierRun(shop.db, visitorId, conversationId);
  const known = conversationId ? await conversationOf(shop.db, visitorId, conversationId) : null;
  return known ?? startConversation(shop.db, visitorId);
}

async function* refuse(say: string, { state }: Conversation): AsyncGenerator<TurnEvent> {
  yield { part: 'text', data: say };
  yield { part: 'end', data: { state, answeredBy: 'house' } };
}

/** Parts of one name replace each other, as they do on the page; words are kept in order. */
export function keep(parts: Map<string, Part>, event: TurnEvent): void {
  if (event.part === 'status' || event.part === 'conversation' || event.part === 'end') return;
  if (event.part === 'text') parts.set(`text ${parts.size}`, { type: 'text', text: event.data });
  else {
    const id = partId(event.part, event.data);
    parts.set(id, { type: `data-${event.part}`, id, data: event.data } as Part);
  }
}

async function remember(
  shop: Shop,
  { id }: Conversation,
  state: Conversation['state'],
  parts: readonly Part[],
  report: (error: unknown) => void,
): Promise<void> {
  try {
    await appendMessage(shop.db, id, 'assistant', parts);
    await saveState(shop.db, id, state);
  } catch (error) {
    report(error);
  }
}

/** The words of a message, without its data. */
export const textOf = (parts: readonly Part[]): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ');
