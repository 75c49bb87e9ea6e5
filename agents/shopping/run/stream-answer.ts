import type { Shop } from '#src/shop.ts';
import { converse, type ShopperMessage } from './conversation.ts';
import { keepStream } from './resumable-stream.ts';
import { turnToUiStream } from './ui-stream.ts';

/**
 * One turn as the AI SDK's UI message stream. It is stored as it goes out: a reader that goes away may come back for
 * the rest, and only a stop ends the answer. `report` gets the cause of a failure.
 */
export function streamAnswer(
  shop: Shop,
  message: ShopperMessage,
  report: (error: unknown) => void,
): ReturnType<typeof turnToUiStream> {
  const events = converse(shop, message, new AbortController().signal, report);
  return keepStream(
    shop.db,
    turnToUiStream(events, () => {}),
    (chunk) => (chunk.type === 'data-conversation' ? chunk.data.run : null),
    report,
  );
}
