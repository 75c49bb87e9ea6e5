import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  appendMessage,
  conversationOf,
  deleteConversation,
  deleteConversations,
  messagesOf,
  recentConversations,
  saveState,
  startConversation,
} from '#src/conversations/conversation-store.ts';
import { requestStop, watchForStop } from '#src/conversations/stop-run.ts';
import { emptyState, stateFrom } from '#src/conversations/conversation-state.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

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
    const { id } = await startConversation(fresh.db, 'visitor-d');
    const thread = { ...emptyState, asked: ['terrain'], seen: ['plover'] };
    await saveState(fresh.db, id, thread);
    expect((await conversationOf(fresh.db, 'visitor-d', id))?.state).toEqual(thread);
  });

  it('stop a run that another process answers, and not for an earlier stop', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-e');
    await requestStop(fresh.db, 'visitor-e', id);
    const stopped = new Promise<string>((heard) => {
      void watchForStop(fresh.db, id, () => heard('stopped')).then(() =>
        requestStop(fresh.db, 'visitor-e', id),
      );
    });
    expect(await stopped).toBe('stopped');
  });
});

it('begins an empty thread where what was stored does not fit any more', () => {
  expect(stateFrom({ need: 'of another version' })).toEqual(emptyState);
});
