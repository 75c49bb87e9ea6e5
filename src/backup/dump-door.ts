import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parsed, printed, type Line } from './backup-lines.ts';
import { joinLines, splitLines } from './line-stream.ts';

const SILENT_MS = 15_000; // a reader that takes nothing for so long keeps the shop waiting no longer
const END = '.'; // a line alone: all was sent

/** A socket beside the data directory, that only its owner may open. */
const doorOf = (dataDir: string): string => {
  const near = relative('', `${dataDir}.sock`); // an address of a socket has some hundred characters at most
  return near.length < dataDir.length ? near : `${dataDir}.sock`;
};

/**
 * Lets `askAtDoor` in another process have the lines of `dump` while the embedded database is open in this one. Answers
 * a function that closes it; rejects where the system gives no socket.
 */
export async function openDoor(
  dataDir: string,
  dump: () => AsyncIterable<Line>,
  failed: (error: unknown) => void,
): Promise<() => void> {
  const door = doorOf(dataDir);
  rmSync(door, { force: true }); // of a process that died: the lock of the directory is ours
  const server = createServer((socket) => {
    socket.setTimeout(SILENT_MS, () => socket.destroy(new Error('Nobody reads the backup')));
    pipeline(joinLines(withEnd(dump())), socket).catch(failed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(door, resolve);
  });
  chmodSync(door, 0o600);
  server.unref();
  return () => {
    server.close();
    rmSync(door, { force: true });
  };
}

/** What the process that has the database open dumps; null where none opens. Throws where it does not come to an end. */
export async function askAtDoor(dataDir: string): Promise<AsyncIterable<Line> | null> {
  const socket = await knock(doorOf(dataDir));
  return socket && linesOf(socket);
}

function knock(door: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(door, () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

async function* withEnd(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  for await (const line of lines) yield printed(line);
  yield END;
}

async function* linesOf(socket: Socket): AsyncGenerator<Line> {
  try {
    for await (const text of splitLines(socket.setEncoding('utf8') as AsyncIterable<string>)) {
      if (text === END) return;
      yield parsed(text);
    }
    throw new Error('The shop stopped sending before the end');
  } finally {
    socket.destroy();
  }
}
