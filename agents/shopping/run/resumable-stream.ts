import { appendChunks, chunksFrom, noteReader } from '#src/conversations/run-store.ts';
import type { Database } from '#src/database/database.ts';

const WRITE_EVERY_MS = 200; // an answer of the offline model is mostly over by then, and written at once
const LOOK_EVERY_MS = 120; // how often a reader that came back looks for more

/**
 * Passes chunks on and keeps them as rows of their run. The source is read to its end whether or not anybody listens:
 * a dropped connection ends the reading, not the answer. `runOf` finds the run's id in its first chunks; `left` is told
 * when the reader goes away, with the run where it is known.
 */
export function keepStream<Chunk>(
  db: Database,
  source: ReadableStream<Chunk>,
  runOf: (chunk: Chunk) => string | null,
  report: (error: unknown) => void,
  left: (run: string | null) => void = () => {},
): ReadableStream<Chunk> {
  let run: string | null = null;
  let listener: ReadableStreamDefaultController<Chunk> | null = null;
  const passedOn = new ReadableStream<Chunk>({
    start(controller) {
      listener = controller;
    },
    cancel() {
      listener = null;
      left(run);
    },
  });
  void pump().catch(report);
  return passedOn;

  async function pump(): Promise<void> {
    let kept = 0;
    let waiting: Chunk[] = [];
    let writing: Promise<void> | null = null;
    let soon: NodeJS.Timeout | null = null;
    // One write at a time; what comes meanwhile goes into the next.
    const write = async () => {
      soon = null;
      if (!run || !waiting.length) return;
      const some = waiting;
      waiting = [];
      await appendChunks(db, run, kept, some);
      kept += some.length;
    };
    try {
      for await (const chunk of source) {
        run ??= runOf(chunk);
        waiting.push(chunk);
        listener?.enqueue(chunk);
        if (run && !writing)
          soon ??= setTimeout(() => {
            writing = write()
              .catch(report)
              .finally(() => (writing = null));
          }, WRITE_EVERY_MS);
      }
      if (soon) clearTimeout(soon);
      await writing;
      await write();
    } finally {
      if (soon) clearTimeout(soon);
      listener?.close();
    }
  }
}

/** The chunks of a run from its beginning, and further ones as they come, until it has ended. */
export function resumeRun<Chunk extends { readonly type: string }>(
  db: Database,
  runId: string,
): ReadableStream<Chunk> {
  let position = 0;
  return new ReadableStream<Chunk>({
    start: () => noteReader(db, runId),
    async pull(controller) {
      for (;;) {
        const { chunks, ended } = await chunksFrom(db, runId, position);
        for (const chunk of chunks) controller.enqueue(chunk as Chunk);
        position += chunks.length;
        const last = chunks.at(-1) as Chunk | undefined;
        if (ended || last?.type === 'finish' || last?.type === 'error') return controller.close();
        if (chunks.length) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    },
  });
}
