import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendMessage, deleteConversation } from '#src/conversations/conversation-store.ts';
import { openCorrections } from '#src/handoff/corrections.ts';
import { correctFromThumb } from '#src/handoff/thumb-correction.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

onBothEngines('a thumb down with a reason', (open) => {
  const now = new Date('2026-11-20T12:00:00Z');
  let fresh: FreshDatabase;
  let id: string;
  beforeAll(async () => {
    fresh = await open();
    ({ id } = await startConversation(fresh.db, 'visitor-a'));
    const say = (role: 'user' | 'assistant', text: string) =>
      appendMessage(fresh.db, id, role, [
        { type: 'data-status', data: {} },
        { type: 'text', text },
      ]);
    await say('user', 'hello');
    await say('assistant', 'What are you looking for?');
    await say('user', 'is the Tarn vegan?');
    await say('assistant', 'Just one fits: the Tarn.');
  });
  afterAll(() => fresh.close());

  it('is an entry with what was asked and answered, once an answer', async () => {
    expect(await correctFromThumb(fresh.db, 'visitor-a', id, 'Wrong facts', now)).not.toBeNull();
    expect(await correctFromThumb(fresh.db, 'visitor-a', id, 'Did not understand me', now)).not.toBeNull();
    expect(await openCorrections(fresh.db)).toMatchObject([
      {
        kind: 'thumb',
        question: 'is the Tarn vegan?',
        drafted: 'Just one fits: the Tarn.',
        reason: 'Did not understand me',
      },
    ]);
  });

  it('is nobody else’s to give', async () => {
    expect(await correctFromThumb(fresh.db, 'visitor-b', id, 'Too long', now)).toBeNull();
    expect(await correctFromThumb(fresh.db, 'visitor-a', 'none', 'Too long', now)).toBeNull();
  });

  it('goes with the conversation', async () => {
    await deleteConversation(fresh.db, 'visitor-a', id);
    expect(await openCorrections(fresh.db)).toEqual([]);
  });
});
