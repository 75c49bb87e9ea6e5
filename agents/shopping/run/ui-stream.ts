import { createUIMessageStream, type UIMessageStreamWriter } from 'ai';
import type { ConverseEvent } from './conversation.ts';
import { partId, type ShoppingMessage } from '../parts.ts';

/**
 * The AI SDK's UI message stream of a turn. Cards go out as tools run, words after them; parts of one name share an
 * id, so a later one replaces an earlier one on the page. When the reader goes away, `onGone` is called.
 */
export function turnToUiStream(
  events: AsyncIterable<ConverseEvent>,
  onGone: () => void,
): ReadableStream<Parameters<UIMessageStreamWriter<ShoppingMessage>['write']>[0]> {
  const stream = createUIMessageStream<ShoppingMessage>({
    execute: async ({ writer }) => {
      let texts = 0;
      writer.write({ type: 'start' });
      for await (const event of events) writeEvent(writer, event, () => `text-${++texts}`);
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

function writeEvent(
  writer: UIMessageStreamWriter<ShoppingMessage>,
  event: ConverseEvent,
  nextId: () => string,
): void {
  switch (event.part) {
    case 'conversation':
      writer.write({ type: 'data-conversation', data: event.data, transient: true });
      break;
    case 'status':
      writer.write({ type: 'data-status', data: event.data, transient: true });
      break;
    case 'text': {
      const id = nextId();
      writer.write({ type: 'text-start', id });
      // The words are whole and checked by now: piece by piece they would only be more to send and to keep.
      writer.write({ type: 'text-delta', id, delta: event.data });
      writer.write({ type: 'text-end', id });
      break;
    }
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
