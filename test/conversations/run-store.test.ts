import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepStream, resumeRun } from '#agents/shopping/run/resumable-stream.ts';
import {
  appendMessage,
  deleteConversation,
  startConversation,
} from '#src/conversations/conversation-store.ts';
import { keepFeedback } from '#src/conversations/feedback-store.ts';
import { beginRun, endEarlierRun, endRun, runningIn } from '#src/conversations/run-store.ts';
import { watchForStop } from '#src/conversations/stop-run.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

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
    const { id } = await startConversation(fresh.db, visitor);
    await beginRun(fresh.db, id, `run-${id}`);
    return { id, run: `run-${id}` };
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
    const { id, run } = await running('visitor-b');
    expect(await runningIn(fresh.db, id)).toBe(run);
    await endRun(fresh.db, run);
    expect(await runningIn(fresh.db, id)).toBeNull();
  });

  it('is ended by the next message of its conversation', async () => {
    const { id, run } = await running('visitor-c');
    await watchForStop(fresh.db, id, () => void endRun(fresh.db, run));
    await endEarlierRun(fresh.db, 'visitor-c', id);
    expect(await runningIn(fresh.db, id)).toBeNull();
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
