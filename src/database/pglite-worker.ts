import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import {
  isJson,
  jsonArrays,
  jsonParsers,
  pgliteParsers,
  pgliteSerializers,
  textParsers,
} from './column-types.ts';
import { isOneStatement } from './kept-statements.ts';
import { preparedQueries } from './pglite-statements.ts';
import { beginFromPacked } from './packed-database.ts';
import type { WorkerAnswer, WorkerQuestion, WorkerStart } from './pglite-pool.ts';

/*
 * PGlite runs here, in a thread of its own, because a statement in it blocks the event loop of its thread
 * until it ends. One message is one statement (or one script of statements without parameters).
 */

const port = parentPort;
if (!port) throw new Error('pglite-worker runs as a worker thread only');
const start = workerData as WorkerStart;

if (!start.dataDir.startsWith('memory://')) {
  mkdirSync(dirname(start.dataDir), { recursive: true });
  beginFromPacked(start.dataDir);
}

const opened = PGlite.create({
  dataDir: start.dataDir,
  extensions: { vector },
  parsers: textParsers,
  serializers: pgliteSerializers,
  ...(start.template ? { loadDataDir: new Blob([start.template]) } : {}),
});

const asked = opened.then((database) => {
  // Else their elements would stay text, as JSON of its own does.
  for (const oid of jsonArrays) {
    database.parsers[oid] = (text) => types.arrayParser(text, (one) => JSON.parse(one) as unknown, oid);
  }
  return preparedQueries(database);
});
asked.catch(() => {}); // told with each answer

async function answer(question: WorkerQuestion): Promise<WorkerAnswer> {
  const { id } = question;
  try {
    const database = await opened;
    const ask = await asked;
    switch (question.verb) {
      case 'query': {
        const { sql, parameters } = question;
        if (isOneStatement(sql, parameters)) {
          const { rows, fields, affectedRows } = await ask(sql, parameters);
          // Of columns of one name the last is the one in the row.
          const typeOf = new Map(fields.map(({ name, dataTypeID }) => [name, dataTypeID]));
          const json = [...typeOf].flatMap(([name, type]) => (isJson(type) ? [name] : []));
          return { id, ok: true, rows, json, affectedRows };
        }
        // A script answers the rows of all its statements, which the queue of jobs counts on.
        const results = await database.exec(sql, { parsers: { ...pgliteParsers, ...jsonParsers } });
        const rows = results.flatMap((result) => result.rows);
        return { id, ok: true, rows, json: [], affectedRows: results.at(-1)?.affectedRows ?? 0 };
      }
      case 'dump': {
        const dump = await database.dumpDataDir('none');
        return {
          id,
          ok: true,
          rows: [],
          json: [],
          affectedRows: 0,
          dump: new Uint8Array(await dump.arrayBuffer()),
        };
      }
      case 'close':
        await database.close();
        return { id, ok: true, rows: [], json: [], affectedRows: 0 };
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
