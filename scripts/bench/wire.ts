import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface Reply {
  readonly status: number;
  /** The lines of the head, as sent. */
  readonly head: string;
  readonly body: string;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Wire {
  /** Sends one request and reads its answer; rejects where the connection breaks. Hears pieces as they come. */
  ask(asked: Asked, hear?: (piece: Buffer) => void): Promise<Reply>;
  readonly open: () => boolean;
  close(): void;
}

const LAST_ADDRESS = 250;
let addresses = 0;

/** Another address of the loopback each time, so that a shop tells the visitors apart as it does on a network. */
function anotherAddress(): string {
  addresses += 1;
  return `127.${1 + (Math.floor(addresses / LAST_ADDRESS ** 2) % LAST_ADDRESS)}.${Math.floor(addresses / LAST_ADDRESS) % LAST_ADDRESS}.${1 + (addresses % LAST_ADDRESS)}`;
}

/**
 * A kept-alive HTTP/1.1 connection that costs the measuring side next to nothing: it knows lengths and chunks and no
 * more of the protocol (RFC 9112, 6 and 7).
 */
export function openWire(port: number, from: string = anotherAddress()): Wire {
  const socket: Socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
  let held: Buffer = Buffer.alloc(0);
  let waiting: {
    done: (reply: Reply) => void;
    failed: (error: Error) => void;
    hear?: (piece: Buffer) => void;
  } | null = null;
  let head = '';
  let left: number | 'chunks' | null = null;
  let pieces: Buffer[] = [];
  let isOpen = true;
  const finish = () => {
    const now = waiting;
    const reply = { status: Number(head.slice(9, 12)), head, body: Buffer.concat(pieces).toString() };
    waiting = null;
    left = null;
    pieces = [];
    if (/\r\nconnection: close/i.test(head)) isOpen = false;
    now?.done(reply);
  };
  const keep = (piece: Buffer) => {
    pieces.push(piece);
    waiting?.hear?.(piece);
  };
  /** Takes one step through what is held; false where more has to come first. */
  const step = (): boolean => {
    if (left === null) {
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) return false;
      head = held.toString('latin1', 0, end);
      held = held.subarray(end + 4);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      left = /\r\ntransfer-encoding: *chunked/i.test(head) ? 'chunks' : Number(length ?? 0);
      if (left === 0) finish();
      return held.length > 0;
    }
    if (left === 'chunks') {
      const line = held.indexOf('\r\n');
      if (line < 0) return false;
      const size = Number.parseInt(held.toString('latin1', 0, line), 16);
      if (held.length < line + 4 + size) return false;
      if (size > 0) keep(held.subarray(line + 2, line + 2 + size));
      held = held.subarray(line + 4 + size);
      if (size === 0) finish();
      return held.length > 0;
    }
    const piece = held.subarray(0, left);
    held = held.subarray(piece.length);
    left -= piece.length;
    keep(piece);
    if (left === 0) finish();
    return held.length > 0;
  };
  socket.on('data', (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    while (step());
  });
  const broken = (error: Error) => {
    isOpen = false;
    waiting?.failed(error);
    waiting = null;
  };
  socket.on('error', broken);
  socket.on('close', () => broken(new Error('The connection was closed')));
  return {
    ask: (asked, hear) =>
      new Promise((done, failed) => {
        waiting = { done, failed, ...(hear ? { hear } : {}) };
        socket.write(written(asked, port));
      }),
    open: () => isOpen,
    close: () => {
      isOpen = false;
      socket.destroy();
    },
  };
}

function written({ method, path, headers = {}, body }: Asked, port: number): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines.join('')}${length}\r\n${body ?? ''}`;
}
