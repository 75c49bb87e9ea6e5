import { messagesOf } from '#src/messages/messages.ts';
import { nanoid } from 'nanoid';
import type { Conversation } from '#src/conversations/conversation-store.ts';
import { watchForStop } from '#src/conversations/stop-run.ts';
import { beginTurn, endTurn, memoryOf } from '#src/conversations/turn-store.ts';
import type { Database } from '#src/database/database.ts';
import { counter } from '#src/metrics/registry.ts';
import { turnPermits, type Permit } from '#src/http/load/turn-permits.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import { noteQuestion } from '#src/open-questions/note-question.ts';
import type { Shop } from '#src/shop.ts';
import { checkMessage } from '../guardrails/message-length.ts';
import { reachUs } from '../offline-model/phrase-talk.ts';
import { partId, textOf, type Part } from '../parts.ts';
import { BrokenTurn } from './broken-turn.ts';
import { handOff, handOffNotice } from './hand-off.ts';
import { runTurn, type Trace, type TurnEvent } from './run-turn.ts';

/** What a shopper says, and where. */
export interface ShopperMessage {
  readonly visitorId: string;
  /** Who asks, for limits; without it none but those of the visitor hold. */
  readonly asker?: Asker | undefined;
  /** Continues that conversation where it is the visitor's own; otherwise a new one begins. */
  readonly conversationId: string | null;
  readonly text: string;
  readonly pageSlug: string | null;
}

export type ConverseEvent =
  { readonly part: 'conversation'; readonly data: { readonly id: string; readonly run: string } } | TurnEvent;

const MOST_HISTORY = 12;
const STORED_OF_A_REFUSED = 300; // characters of a message too long to answer that the history keeps

/** The beginning of a refused message as a database can hold it. */
const storable = (text: string): string =>
  text.replaceAll('\0', '').trim().slice(0, STORED_OF_A_REFUSED).toWellFormed();

/**
 * One turn with its memory: finds or starts the conversation, keeps the shopper's words, runs the turn, keeps the
 * answer. A failure becomes one sentence to the shopper; `report` gets the cause. Once `unattended` aborts, no hosted model
 * is asked any longer.
 */
export async function* converse(
  shop: Shop,
  saying: ShopperMessage,
  signal: AbortSignal,
  report: (error: unknown) => void,
  unattended: AbortSignal = new AbortController().signal,
): AsyncGenerator<ConverseEvent> {
  const permit = await turnPermits.acquire();
  try {
    yield* remembered(shop, { ...saying, permit }, signal, report, unattended);
  } finally {
    permit.release();
  }
}

async function* remembered(
  shop: Shop,
  saying: ShopperMessage & { readonly permit: Permit },
  signal: AbortSignal,
  report: (error: unknown) => void,
  unattended: AbortSignal,
): AsyncGenerator<ConverseEvent> {
  const { db } = shop;
  const { visitorId, conversationId } = saying;
  const conversation = await memoryOf(db, visitorId, conversationId, MOST_HISTORY);
  const history = conversation.history.map(({ role, parts }) => ({
    role,
    text: textOf(parts as readonly Part[]),
  }));
  const checked = checkMessage(saying.text);
  const said = checked.ok ? checked.text : storable(saying.text);
  const run = nanoid();
  await beginTurn(db, visitorId, conversation, run, [{ type: 'text', text: said }]);
  yield { part: 'conversation', data: { id: conversation.id, run } };
  const parts = new Map<string, Part>();
  const stopped = new AbortController();
  const stop = () => stopped.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const unwatch = watchForStop(db, conversation.id, conversation.stopMark, stop);
  let state = conversation.state;
  try {
    const notice =
      checked.ok && conversation.hasTicket
        ? await handOffNotice(shop, saying.asker, conversation.id, checked.text, new Date())
        : null;
    const events =
      checked.ok && notice === null
        ? runTurn(shop, { ...saying, text: checked.text, state, history }, stopped.signal, unattended)
        : refuse(checked.ok ? (notice ?? '') : checked.say, conversation);
    for await (const event of events) {
      if (event.part === 'end') {
        const { answeredBy, trace } = event.data;
        answered.add([answeredBy, trace?.handOff ? 'handed-off' : (trace?.fallbackReason ?? 'answered')]);
        await noteUnanswered(db, saying, event.data.trace).catch(report);
        state = event.data.state;
        const ticketPart = await handOff(
          shop,
          { ...saying, conversationId: conversation.id, history, end: event.data },
          new Date(),
        );
        if (ticketPart) {
          collectPart(parts, ticketPart);
          yield ticketPart;
        }
      }
      if (event.part !== 'end') collectPart(parts, event);
      yield event;
    }
  } catch (error) {
    const say = messagesOf(shop.content.current().store.locale).answers.broken;
    const broken = error instanceof BrokenTurn ? error : null;
    const why = stopped.signal.aborted
      ? say.stopped
      : broken
        ? say.late
        : say.wrong(reachUs({ content: shop.content.current() }));
    if (!stopped.signal.aborted) report(error);
    answered.add(['none', stopped.signal.aborted ? 'stopped' : 'failed']);
    if (broken) {
      state = broken.state;
      collectPart(parts, { part: 'cart', data: broken.cart });
      yield { part: 'cart', data: broken.cart };
    }
    const text = [parts.has(TEXT) ? ' ' : '', broken ? `${broken.done} ` : '', why].join('');
    collectPart(parts, { part: 'text', data: text });
    yield { part: 'text', data: text };
    yield { part: 'end', data: { state, answeredBy: 'offline' } };
  } finally {
    unwatch();
    signal.removeEventListener('abort', stop);
    await endTurn(db, conversation.id, run, state, [...parts.values()]).catch(report);
  }
}

/** Keeps a question for the team that was handed over or that nothing of the shop answered. */
async function noteUnanswered(
  db: Database,
  { visitorId, text }: ShopperMessage,
  trace: Trace | undefined,
): Promise<void> {
  const because = trace?.handOff ? 'handed-over' : (trace?.unanswered ?? null);
  if (because) await noteQuestion(db, { text, source: 'conversation', because, visitorId }, new Date());
}

const answered = counter(
  'shelftalk_turns_total',
  'Turns of conversations, by the model that answered and by what came of it or why the offline model took over.',
  ['model', 'outcome'],
);

async function* refuse(say: string, { state }: Pick<Conversation, 'state'>): AsyncGenerator<TurnEvent> {
  yield { part: 'text', data: say };
  yield { part: 'end', data: { state, answeredBy: 'offline' } };
}

const TEXT = 'text';

/** Parts of one name replace each other, as they do on the page; words are put behind those before them. */
export function collectPart(parts: Map<string, Part>, event: TurnEvent): void {
  if (event.part === 'status' || event.part === 'conversation' || event.part === 'end') return;
  const before = parts.get(TEXT);
  if (event.part === 'text')
    parts.set(TEXT, { type: 'text', text: `${before?.type === 'text' ? before.text : ''}${event.data}` });
  else {
    const id = partId(event.part, event.data);
    parts.set(id, { type: `data-${event.part}`, id, data: event.data } as Part);
  }
}
