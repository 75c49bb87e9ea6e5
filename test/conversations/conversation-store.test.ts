import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  appendMessage,
  conversationOf,
  deleteConversation,
  deleteConversations,
  messagesOf,
  recentConversations,
} from '#src/conversations/conversation-store.ts';
import { beginTurn, endTurn, memoryOf } from '#src/conversations/turn-store.ts';
import { requestStop, watchForStop } from '#src/conversations/stop-run.ts';
import { emptyState, stateFrom } from '#src/conversations/conversation-state.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

onBothEngines('conversations', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  it('keep messages in order, also when two turns come at once', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-a');
    await Promise.all(
      ['one', 'two', 'three'].map((text) => appendMessage(fresh.db, id, 'user', [{ type: 'text', text }])),
    );
    const messages = await messagesOf(fresh.db, id);
    expect(messages.map((message) => message.position)).toEqual([1, 2, 3]);
    expect((await recentConversations(fresh.db, 'visitor-a'))[0]?.id).toBe(id);
  });

  it('are seen, stopped and deleted by their own visitor only', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-b');
    expect(await conversationOf(fresh.db, 'visitor-c', id)).toBeNull();
    expect(await requestStop(fresh.db, 'visitor-c', id)).toBe(false);
    expect(await deleteConversation(fresh.db, 'visitor-c', id)).toBe(false);
    expect(await conversationOf(fresh.db, 'visitor-b', id)).not.toBeNull();
    expect(await deleteConversation(fresh.db, 'visitor-b', id)).toBe(true);
    expect(await conversationOf(fresh.db, 'visitor-b', id)).toBeNull();
  });

  it('are deleted all at once, and nobody else’s with them', async () => {
    await startConversation(fresh.db, 'visitor-d');
    await startConversation(fresh.db, 'visitor-d');
    const other = await startConversation(fresh.db, 'visitor-e');
    expect(await deleteConversations(fresh.db, 'visitor-d')).toBe(2);
    expect(await deleteConversations(fresh.db, 'visitor-d')).toBe(0);
    expect(await conversationOf(fresh.db, 'visitor-e', other.id)).not.toBeNull();
  });

  it('remember the thread', async () => {
    const begun = await memoryOf(fresh.db, 'visitor-d', null, 10);
    const thread = { ...emptyState, asked: ['terrain'], seen: ['plover'] };
    await beginTurn(fresh.db, 'visitor-d', begun, 'run-1', [{ type: 'text', text: 'one' }]);
    await endTurn(fresh.db, begun.id, 'run-1', thread, [{ type: 'text', text: 'two' }]);
    expect((await conversationOf(fresh.db, 'visitor-d', begun.id))?.state).toEqual(thread);
    expect(await memoryOf(fresh.db, 'visitor-d', begun.id, 1)).toEqual({
      id: begun.id,
      isNew: false,
      state: thread,
      history: [{ role: 'assistant', parts: [{ type: 'text', text: 'two' }] }],
      hasTicket: false,
      stopMark: null,
    });
    expect((await memoryOf(fresh.db, 'visitor-e', begun.id, 1)).isNew).toBe(true);
  });

  it('keep every message where turns and replies come at once', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-f');
    await Promise.all([
      ...['1', '2', '3'].map((run) => beginTurn(fresh.db, 'visitor-f', { id, isNew: false }, run + id, [])),
      appendMessage(fresh.db, id, 'assistant', []),
    ]);
    const messages = await messagesOf(fresh.db, id);
    expect(messages.map((message) => message.position)).toEqual([1, 2, 3, 4]);
  });

  it('stop a run that another process answers, and not for an earlier stop', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-e');
    await requestStop(fresh.db, 'visitor-e', id);
    const stopped = new Promise<string>((heard) => {
      void memoryOf(fresh.db, 'visitor-e', id, 1).then(({ stopMark }) => {
        watchForStop(fresh.db, id, stopMark, () => heard('stopped'));
        return requestStop(fresh.db, 'visitor-e', id);
      });
    });
    expect(await stopped).toBe('stopped');
  });
});

it('begins an empty thread where what was stored does not fit any more', () => {
  expect(stateFrom({ need: 'of another version' })).toEqual(emptyState);
});
