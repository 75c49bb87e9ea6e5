import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { doorOf, type DoorAnswer, type DoorQuestion } from './door.ts';
import { framesOf, sendFrame } from './frames.ts';
import { PgliteError, type PglitePool } from './pglite-pool.ts';

const KNOCKS = 10; // the lock of a directory is taken some moments before its door opens
const KNOCK_AGAIN_MS = 200;

/**
 * The embedded database that another process of this user has open, behind the face of a `pg` pool with one connection;
 * null where none opens. Rejects where that process is of another version.
 */
export async function openDoorPool(
  dataDir: string,
  migrations: string,
): Promise<Omit<PglitePool, 'dump'> | null> {
  const socket = await knock(doorOf(dataDir));
  if (!socket) return null;
  const answers = framesOf(socket);
  let dead = false;
  socket.once('close', () => (dead = true));
  socket.on('error', () => {}); // told to whoever asks
  async function ask(question: DoorQuestion): Promise<Extract<DoorAnswer, { ok: true }>> {
    if (dead) throw gone();
    sendFrame(socket as Socket, question);
    const { value, done } = await answers.next().catch(() => ({ value: undefined, done: true }));
    if (done) throw gone();
    const answer = value as DoorAnswer;
    if (answer.ok) return answer;
    throw new PgliteError(answer.error);
  }
  await ask({ verb: 'hello', migrations });
  let turn: Promise<void> = Promise.resolve();
  let callers = 0;

  async function connect(): Promise<PostgresPoolClient> {
    const before = turn;
    const { promise, resolve: next } = Promise.withResolvers<void>();
    turn = promise;
    callers += 1;
    await before;
    return {
      query: (sql: unknown, parameters: readonly unknown[] = []) => {
        if (typeof sql !== 'string') throw new Error('The embedded database has no cursors');
        return ask({ verb: 'query', sql, parameters });
      },
      release: () => {
        if (!dead) sendFrame(socket as Socket, { verb: 'give' } satisfies DoorQuestion);
        callers -= 1;
        next();
      },
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
    end: async () => {
      await turn;
      socket.destroy();
    },
  } satisfies PostgresPool & Omit<PglitePool, 'dump'>;
}

const gone = () => new Error('The shop that has the embedded database open has ended.');

async function knock(door: string): Promise<Socket | null> {
  for (let knocked = 0; knocked < KNOCKS; knocked++) {
    const socket = await new Promise<Socket | null>((resolve) => {
      const tried = createConnection(door, () => resolve(tried));
      tried.once('error', () => resolve(null));
    });
    if (socket) return socket;
    await sleep(KNOCK_AGAIN_MS);
  }
  return null;
}
