import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepStream, resumeRun } from '#agents/shopping/run/resumable-stream.ts';
import { appendMessage, deleteConversation } from '#src/conversations/conversation-store.ts';
import { keepFeedback } from '#src/conversations/feedback-store.ts';
import { runningIn } from '#src/conversations/run-store.ts';
import { watchForStop } from '#src/conversations/stop-run.ts';
import { emptyState } from '#src/conversations/conversation-state.ts';
import { beginTurn, endTurn, memoryOf } from '#src/conversations/turn-store.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

interface Chunk {
  readonly type: string;
  readonly at: number;
}
const fail = (error: unknown) => {
  throw error;
};

onBothEngines('an answer that is being given', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  async function running(visitor: string) {
    const memory = await memoryOf(fresh.db, visitor, null, 10);
    const run = `run-${memory.id}`;
    await beginTurn(fresh.db, visitor, memory, run, [{ type: 'text', text: 'hello' }]);
    return { id: memory.id, run, end: () => endTurn(fresh.db, memory.id, run, emptyState, []) };
  }

  it('goes on when its reader leaves, and is read whole by one that comes later', async () => {
    const { run } = await running('visitor-a');
    let more: ReadableStreamDefaultController<Chunk> | undefined;
    const source = new ReadableStream<Chunk>({ start: (controller) => void (more = controller) });
    const reader = keepStream(fresh.db, source, () => run, fail).getReader();
    more?.enqueue({ type: 'start', at: 0 });
    expect((await reader.read()).value).toEqual({ type: 'start', at: 0 });
    await reader.cancel();
    const later = Array.fromAsync(resumeRun<Chunk>(fresh.db, run));
    more?.enqueue({ type: 'text', at: 1 });
    more?.enqueue({ type: 'finish', at: 2 });
    more?.close();
    expect((await later).map(({ at }) => at)).toEqual([0, 1, 2]);
  });

  it('is found while it runs and not after', async () => {
    const { id, run, end } = await running('visitor-b');
    expect(await runningIn(fresh.db, id)).toBe(run);
    await end();
    expect(await runningIn(fresh.db, id)).toBeNull();
  });

  it('is ended by the next message of its conversation', async () => {
    const { id, end } = await running('visitor-c');
    watchForStop(fresh.db, id, null, () => void end());
    const { history, isNew } = await memoryOf(fresh.db, 'visitor-c', id, 10);
    expect(await runningIn(fresh.db, id)).toBeNull();
    expect(isNew).toBe(false);
    expect(history.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('is forgotten with its conversation', async () => {
    const { id, run } = await running('visitor-d');
    await deleteConversation(fresh.db, 'visitor-d', id);
    expect(await Array.fromAsync(resumeRun<Chunk>(fresh.db, run))).toEqual([]);
  });

  it('is judged by its own visitor, whose last word counts', async () => {
    const { id } = await startConversation(fresh.db, 'visitor-e');
    const bad = { helpful: false, reason: 'Wrong facts' };
    expect(await keepFeedback(fresh.db, 'visitor-e', id, bad)).toBe(false);
    await appendMessage(fresh.db, id, 'assistant', []);
    expect(await keepFeedback(fresh.db, 'somebody', id, bad)).toBe(false);
    expect(await keepFeedback(fresh.db, 'visitor-e', id, { helpful: true, reason: '' })).toBe(true);
    expect(await keepFeedback(fresh.db, 'visitor-e', id, bad)).toBe(true);
    const rows = await fresh.db
      .selectFrom('turn_feedback')
      .select(['position', 'helpful', 'reason'])
      .execute();
    expect(rows).toEqual([{ position: 1, ...bad }]);
  });
});
