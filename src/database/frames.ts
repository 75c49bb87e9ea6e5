import { deserialize, serialize } from 'node:v8';
import type { Socket } from 'node:net';

const HEAD = 4; // bytes that say how long what follows is
const LONGEST = 512 * 1024 * 1024;

/** Sends a value over a socket of this machine, with its dates and bytes as they are. */
export function sendFrame(socket: Socket, value: unknown): void {
  const body = serialize(value);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length);
  socket.cork();
  socket.write(head);
  socket.write(body);
  socket.uncork();
}

/** The values that come over a socket, in their order. Ends with the socket; throws where one is cut off. */
export async function* framesOf(socket: Socket): AsyncGenerator<unknown> {
  let pieces: Buffer[] = [];
  let has = 0;
  let wanted = HEAD;
  let isHead = true;
  for await (const piece of socket as AsyncIterable<Buffer>) {
    pieces.push(piece);
    has += piece.length;
    while (has >= wanted) {
      const all: Buffer = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      const taken = all.subarray(0, wanted);
      pieces = all.length > wanted ? [all.subarray(wanted)] : [];
      has = all.length - wanted;
      if (isHead) {
        wanted = taken.readUInt32BE();
        if (wanted > LONGEST)
          throw new Error('What comes over the socket is longer than anything that is asked');
        isHead = false;
        continue;
      }
      isHead = true;
      wanted = HEAD;
      yield deserialize(taken);
    }
  }
  if (has > 0 || !isHead) throw new Error('What came over the socket was cut off');
}
