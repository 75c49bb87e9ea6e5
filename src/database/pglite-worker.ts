import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { pgliteParsers, pgliteSerializers } from './column-types.ts';
import { preparedQueries } from './pglite-statements.ts';
import type { WorkerAnswer, WorkerQuestion, WorkerStart } from './pglite-pool.ts';

/*
 * PGlite runs here, in a thread of its own, because a statement in it blocks the event loop of its thread
 * until it ends. One message is one statement (or one script of statements without parameters).
 */

const port = parentPort;
if (!port) throw new Error('pglite-worker runs as a worker thread only');
const start = workerData as WorkerStart;

if (!start.dataDir.startsWith('memory://')) mkdirSync(dirname(start.dataDir), { recursive: true });

const opened = PGlite.create({
  dataDir: start.dataDir,
  extensions: { vector },
  parsers: pgliteParsers,
  serializers: pgliteSerializers,
  ...(start.template ? { loadDataDir: new Blob([start.template]) } : {}),
});

const asked = opened.then(preparedQueries);
asked.catch(() => {}); // told with each answer

async function answer(question: WorkerQuestion): Promise<WorkerAnswer> {
  const { id } = question;
  try {
    const database = await opened;
    switch (question.verb) {
      case 'query': {
        // A script answers the rows of all its statements, which the queue of jobs counts on.
        const results = question.parameters.length
          ? [await (await asked)(question.sql, question.parameters)]
          : await database.exec(question.sql);
        const rows = results.flatMap((result) => result.rows);
        return { id, ok: true, rows, affectedRows: results.at(-1)?.affectedRows ?? 0 };
      }
      case 'dump': {
        const dump = await database.dumpDataDir('none');
        return { id, ok: true, rows: [], affectedRows: 0, dump: new Uint8Array(await dump.arrayBuffer()) };
      }
      case 'close':
        await database.close();
        return { id, ok: true, rows: [], affectedRows: 0 };
    }
  } catch (error) {
    return { id, ok: false, error: describe(error) };
  }
}

/** The parts of a Postgres error that cross the thread; never the parameters, which may be megabytes. */
function describe(error: unknown) {
  const from = error as Record<string, unknown>;
  const pick = (key: string) => (typeof from[key] === 'string' ? (from[key] as string) : undefined);
  return {
    message: (error instanceof Error ? error.message : String(error)).slice(0, 500),
    code: pick('code'),
    constraint: pick('constraint'),
    detail: pick('detail')?.slice(0, 500),
  };
}

port.on('message', (question: WorkerQuestion) => {
  void answer(question).then((said) => {
    port.postMessage(said);
    if (question.verb === 'close') port.close();
  });
});
