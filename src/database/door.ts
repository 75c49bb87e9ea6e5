import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { framesOf, sendFrame } from './frames.ts';

/** What another process asks of the one that has an embedded database open, one thing after another. */
export type DoorQuestion =
  | { readonly verb: 'hello'; readonly migrations: string }
  | { readonly verb: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  /** The connection is for others again. */
  | { readonly verb: 'give' };

export type DoorAnswer =
  | {
      readonly ok: true;
      readonly command: string;
      readonly rowCount: number | null;
      readonly rows: readonly unknown[];
    }
  | {
      readonly ok: false;
      readonly error: {
        readonly message: string;
        readonly code?: string | undefined;
        readonly constraint?: string | undefined;
        readonly detail?: string | undefined;
      };
    };

/** An asker that has the one connection and asks nothing for so long keeps the shop waiting no longer. */
const SILENT_MS = 30_000;

/** A socket beside the data directory, in a folder that only its owner may enter. */
export function doorOf(dataDir: string): string {
  const door = join(`${dataDir}.door`, 'socket');
  const near = relative('', door); // an address of a socket has some hundred characters at most
  return near.length < door.length ? near : door;
}

/**
 * Lets other processes of this user ask the embedded database that is open in this one, through the pool in which they
 * wait for their turn like everybody. Answers a function that closes it. Where the system gives no socket, `failed` hears
 * why: the shop runs without.
 */
export async function openDoor(
  dataDir: string,
  pool: PostgresPool,
  migrations: string,
  failed: (error: unknown) => void,
): Promise<() => void> {
  const door = doorOf(dataDir);
  const folder = join(door, '..');
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}); // whoever asked is gone, which `serve` sees
    socket.once('close', () => open.delete(socket));
    void serve(socket, pool, migrations);
  });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    rmSync(door, { force: true }); // of a process that died: the lock of the directory is ours
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(door, resolve);
    });
    chmodSync(door, 0o600);
  } catch (error) {
    failed(error);
    return () => {};
  }
  server.unref();
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function serve(socket: Socket, pool: PostgresPool, migrations: string): Promise<void> {
  let held: PostgresPoolClient | null = null;
  let silence: NodeJS.Timeout | undefined;
  try {
    for await (const frame of framesOf(socket)) {
      clearTimeout(silence);
      const asked = frame as DoorQuestion;
      if (asked.verb === 'give') {
        held?.release();
        held = null;
        continue;
      }
      if (asked.verb === 'query') held ??= await pool.connect();
      sendFrame(socket, await answer(held, asked, migrations));
      if (held) silence = setTimeout(() => socket.destroy(), SILENT_MS).unref();
    }
  } catch {
    // the asker went away in the middle of something
  } finally {
    clearTimeout(silence);
    if (held) {
      await held.query('rollback', []).catch(() => {});
      held.release();
    }
    socket.destroy();
  }
}

async function answer(
  held: PostgresPoolClient | null,
  asked: Exclude<DoorQuestion, { verb: 'give' }>,
  migrations: string,
): Promise<DoorAnswer> {
  if (asked.verb === 'hello')
    return asked.migrations === migrations
      ? { ok: true, command: '', rowCount: null, rows: [] }
      : refused('The shop that runs is of another version than this command. Start it again, then try anew.');
  if (!held) return refused('There is no connection');
  try {
    const { command, rowCount, rows } = await held.query<unknown>(asked.sql, asked.parameters);
    return { ok: true, command, rowCount, rows };
  } catch (error) {
    const { message, code, constraint, detail } = error as Error &
      Record<'code' | 'constraint' | 'detail', string>;
    return { ok: false, error: { message, code, constraint, detail } };
  }
}

const refused = (message: string): DoorAnswer => ({ ok: false, error: { message } });
