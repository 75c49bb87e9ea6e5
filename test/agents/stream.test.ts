import { expect, it } from 'vitest';
import type { ConverseEvent } from '#agents/shopping/run/conversation.ts';
import { turnToUiStream } from '#agents/shopping/run/ui-stream.ts';
import { emptyState } from '#src/conversations/conversation-state.ts';

const products = { title: 'One fits', cards: [], total: 1, href: null };
const all: readonly ConverseEvent[] = [
  { part: 'conversation', data: { id: 'c1', run: 'r1' } },
  { part: 'status', data: { text: 'Looking' } },
  { part: 'products', data: products },
  { part: 'text', data: 'One fits, and it is the Plover at $89.' },
  { part: 'end', data: { state: emptyState, answeredBy: 'offline' } },
];
async function* give(events: readonly ConverseEvent[]): AsyncGenerator<ConverseEvent> {
  yield* events;
}

it('writes the conversation first, cards before words, and words that join to the text', async () => {
  const chunks = await Array.fromAsync(turnToUiStream(give(all), () => {}));
  const types = chunks.map((chunk) => chunk.type);
  expect(types.filter((type) => type !== 'text-delta')).toEqual([
    'start',
    'data-conversation',
    'data-status',
    'data-products',
    'text-start',
    'text-end',
    'finish',
  ]);
  expect(chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : [])).join('')).toBe(
    'One fits, and it is the Plover at $89.',
  );
});

it('never sends what an error says', async () => {
  async function* broken(): AsyncGenerator<ConverseEvent> {
    yield { part: 'status', data: { text: 'Looking' } };
    throw new Error('password of the database');
  }
  const sent = JSON.stringify(await Array.fromAsync(turnToUiStream(broken(), () => {})));
  expect(sent).toContain('Please ask again');
  expect(sent).not.toContain('password');
});

it('says so when the reader goes away', async () => {
  let gone = false;
  const reader = turnToUiStream(give(all), () => {
    gone = true;
  }).getReader();
  await reader.read();
  await reader.cancel();
  expect(gone).toBe(true);
});
