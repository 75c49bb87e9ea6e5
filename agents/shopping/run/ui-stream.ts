import { createUIMessageStream, type UIMessageStreamWriter } from 'ai';
import type { ConverseEvent } from './conversation.ts';
import { partId, type ShoppingMessage } from '../parts.ts';

/**
 * The AI SDK's UI message stream of a turn. Cards go out as tools run, words after them, those of one
 * answer in one text; parts of one name share an
 * id, so a later one replaces an earlier one on the page. When the reader goes away, `onGone` is called.
 */
export function turnToUiStream(
  events: AsyncIterable<ConverseEvent>,
  onGone: () => void,
): ReadableStream<Parameters<UIMessageStreamWriter<ShoppingMessage>['write']>[0]> {
  const stream = createUIMessageStream<ShoppingMessage>({
    execute: async ({ writer }) => {
      let isSpeaking = false;
      writer.write({ type: 'start' });
      for await (const event of events) {
        if (event.part === 'text' && !isSpeaking) writer.write({ type: 'text-start', id: TEXT });
        if (event.part === 'end' && isSpeaking) writer.write({ type: 'text-end', id: TEXT });
        isSpeaking ||= event.part === 'text';
        writeEvent(writer, event);
      }
    },
    // What went wrong is in the log; the page gets words it can show.
    onError: () => 'The answer was cut off. Please ask again.',
  });
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel(reason) {
      onGone();
      await reader.cancel(reason);
    },
  });
}

const TEXT = 'text';

function writeEvent(writer: UIMessageStreamWriter<ShoppingMessage>, event: ConverseEvent): void {
  switch (event.part) {
    case 'conversation':
      writer.write({ type: 'data-conversation', data: event.data, transient: true });
      break;
    case 'status':
      writer.write({ type: 'data-status', data: event.data, transient: true });
      break;
    case 'text':
      // Whole sentences that are checked: in smaller pieces they would only be more to send and to keep.
      writer.write({ type: 'text-delta', id: TEXT, delta: event.data });
      break;
    case 'end':
      writer.write({ type: 'finish', messageMetadata: { model: event.data.answeredBy } });
      break;
    default:
      writer.write({
        type: `data-${event.part}`,
        id: partId(event.part, event.data),
        data: event.data,
      } as Parameters<typeof writer.write>[0]);
  }
}
