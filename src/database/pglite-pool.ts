import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { lockDataDirectory } from './lock-data-directory.ts';

export interface WorkerStart {
  readonly dataDir: string;
  readonly template?: Uint8Array<ArrayBuffer> | undefined;
}
export type WorkerQuestion =
  | {
      readonly id: number;
      readonly verb: 'query';
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly id: number; readonly verb: 'dump' | 'close' };
export type WorkerAnswer =
  | {
      readonly id: number;
      readonly ok: true;
      readonly rows: readonly Record<string, unknown>[];
      /** The columns that are JSON, still as text: parsed here, it need not cross the threads in pieces. */
      readonly json: readonly string[];
      readonly affectedRows: number;
      readonly dump?: Uint8Array<ArrayBuffer>;
    }
  | {
      readonly id: number;
      readonly ok: false;
      readonly error: {
        message: string;
        code?: string | undefined;
        constraint?: string | undefined;
        detail?: string | undefined;
      };
    };

type Asked = WorkerQuestion extends infer Q ? (Q extends WorkerQuestion ? Omit<Q, 'id'> : never) : never;

/** What went wrong in the embedded database, with Postgres's own code and constraint. */
export class PgliteError extends Error {
  override readonly name = 'PgliteError';
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;
  constructor(from: {
    message: string;
    code?: string | undefined;
    constraint?: string | undefined;
    detail?: string | undefined;
  }) {
    super(from.message);
    this.code = from.code;
    this.constraint = from.constraint;
    this.detail = from.detail;
  }
}

export interface PglitePool extends PostgresPool {
  /** The whole data directory as an uncompressed tarball, to start other instances from. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
  readonly totalCount: 1;
  readonly idleCount: number;
  /** Callers that wait for the connection. */
  readonly waitingCount: number;
}

/** Where its log finds no room, PGlite answers no more and never ends: the thread has to be ended from outside. */
const STUCK_MS = 5_000;
const LOOK_MS = 1_000;
const LOG_SEGMENT = 16 * 2 ** 20; // bytes of a piece of the log, which is written whole

function isFull(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize < LOG_SEGMENT;
  } catch {
    return false;
  }
}

/**
 * PGlite in a worker thread behind the face of a `pg` pool with one connection: callers queue for it, and a
 * transaction holds it until it ends. (Kysely's own PGlite dialect shares one connection among all callers, so
 * a query of one request would run inside another's open transaction: decision 002.)
 */
export function openPglitePool(start: WorkerStart): PglitePool {
  const inMemory = start.dataDir.startsWith('memory://');
  const unlock = inMemory ? () => {} : lockDataDirectory(start.dataDir);
  const worker = new Worker(createRequire(import.meta.url).resolve('#src/database/pglite-worker.ts'), {
    workerData: start,
    stderr: false,
  });
  const waiting = new Map<number, (answer: WorkerAnswer) => void>();
  let asked = 0;
  let dead: Error | null = null;

  function died(reason: Error) {
    clearInterval(looking);
    dead ??= reason;
    const { message } = dead;
    const code = dead instanceof PgliteError ? dead.code : undefined;
    for (const [id, settle] of waiting) settle({ id, ok: false, error: { message, code } });
    waiting.clear();
    unlock();
  }
  let askedAt = 0;
  const looking = inMemory
    ? undefined
    : setInterval(() => {
        if (waiting.size === 0 || performance.now() - askedAt < STUCK_MS || !isFull(start.dataDir)) return;
        died(new PgliteError({ message: 'The disk of the embedded database is full.', code: '53100' }));
        void worker.terminate();
      }, LOOK_MS).unref();
  worker.on('message', (answer: WorkerAnswer) => {
    askedAt = performance.now();
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) =>
    died(new Error(`The embedded database failed: ${error.message}`, { cause: error })),
  );
  worker.on('exit', () => died(new Error('The embedded database is closed.')));
  worker.unref();

  async function ask(question: Asked): Promise<Extract<WorkerAnswer, { ok: true }>> {
    if (dead) throw dead;
    const id = ++asked;
    worker.ref();
    if (waiting.size === 0) askedAt = performance.now();
    const answer = await new Promise<WorkerAnswer>((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ ...question, id });
    });
    if (!answer.ok) throw new PgliteError(answer.error);
    return answer.json.length
      ? { ...answer, rows: answer.rows.map((row) => parsed(row, answer.json)) }
      : answer;
  }

  let turn: Promise<void> = Promise.resolve();
  let callers = 0; // the one that has the connection, and those that wait for it
  async function connect(): Promise<PostgresPoolClient> {
    const before = turn;
    let release = () => {};
    turn = new Promise((resolve) => {
      release = () => {
        callers -= 1;
        resolve();
      };
    });
    callers += 1;
    await before;
    let failed = false;
    return {
      query: async (sql: unknown, parameters: readonly unknown[] = []) => {
        if (typeof sql !== 'string') throw new Error('The embedded database has no cursors');
        const command = commandOf(sql);
        try {
          const { rows, affectedRows } = await ask({ verb: 'query', sql, parameters });
          // Postgres answers COMMIT of an aborted transaction with the tag ROLLBACK; PGlite gives no tag.
          if (command === 'COMMIT' && failed) return { command: 'ROLLBACK', rowCount: 0, rows: [] };
          if (command === 'ROLLBACK') failed = false;
          return { command, rowCount: affectedRows || rows.length, rows };
        } catch (error) {
          failed = true;
          throw error;
        }
      },
      release,
    } as unknown as PostgresPoolClient;
  }

  return {
    options: {},
    connect,
    totalCount: 1,
    get idleCount() {
      return callers ? 0 : 1;
    },
    get waitingCount() {
      return Math.max(0, callers - 1);
    },
    dump: async () => {
      const { dump } = await ask({ verb: 'dump' });
      if (!dump) throw new Error('The embedded database gave no dump');
      return dump;
    },
    end: async () => {
      if (dead) return;
      await turn;
      clearInterval(looking);
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      await ask({ verb: 'close' });
      worker.ref();
      await exited;
    },
  };
}

function parsed(row: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> {
  const read = columns.map((name) => {
    const text = row[name];
    return [name, typeof text === 'string' ? (JSON.parse(text) as unknown) : text] as const;
  });
  return { ...row, ...Object.fromEntries(read) };
}

type Command = 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE' | 'SELECT' | 'COMMIT' | 'ROLLBACK';

/** The command tag that `pg` would report; PGlite reports none. */
function commandOf(sql: string): Command {
  const word =
    /^\s*(?:with\b[\s\S]*?\)\s*(?=insert|update|delete|merge|select))?(insert|update|delete|merge|commit|rollback)\b/i.exec(
      sql,
    )?.[1];
  return (word?.toUpperCase() as Command | undefined) ?? 'SELECT';
}
