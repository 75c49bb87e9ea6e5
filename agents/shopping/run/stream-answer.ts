import { wasResumed } from '#src/conversations/run-store.ts';
import type { Shop } from '#src/shop.ts';
import { converse, type ShopperMessage } from './conversation.ts';
import { keepStream } from './resumable-stream.ts';
import { turnToUiStream } from './ui-stream.ts';

const COMES_BACK_WITHIN_MS = 2_000; // a reader who only turned to another page of the shop

/**
 * One turn as the AI SDK's UI message stream. It is stored as it goes out: a reader that goes away may come back for
 * the rest, and only a stop ends the answer. Where nobody has come back after two seconds a hosted model is no longer
 * waited for, and the offline model finishes the turn. `report` gets the cause of a failure.
 */
export function streamAnswer(
  shop: Shop,
  message: ShopperMessage,
  report: (error: unknown) => void,
  comesBackWithinMs = COMES_BACK_WITHIN_MS,
): ReturnType<typeof turnToUiStream> {
  const unattended = new AbortController();
  const giveUp = async (run: string | null) => {
    if (run === null || !(await wasResumed(shop.db, run))) unattended.abort();
  };
  const events = converse(shop, message, new AbortController().signal, report, unattended.signal);
  return keepStream(
    shop.db,
    turnToUiStream(events, () => {}),
    (chunk) => (chunk.type === 'data-conversation' ? chunk.data.run : null),
    report,
    (run) => void setTimeout(() => void giveUp(run).catch(report), comesBackWithinMs).unref(),
  );
}
