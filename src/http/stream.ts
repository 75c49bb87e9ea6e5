import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

const PIECE = 64 * 1024; // bytes handed over at once: a row a chunk would cost more in calls than in bytes

/** Text made piece by piece as a body that is made no faster than it is read; nothing is made before the first read. */
export function textStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let gathered = '';
        while (gathered.length < PIECE) {
          const next = await iterator.next();
          if (next.done) {
            if (gathered) controller.enqueue(encoder.encode(gathered));
            controller.close();
            return;
          }
          gathered += next.value;
        }
        controller.enqueue(encoder.encode(gathered));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The same, packed by gzip on the way. */
export function gzipStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const plain = textStream(pieces);
  const reader = async function* () {
    for await (const piece of plain) yield piece;
  };
  const source = Readable.from(reader(), { objectMode: false });
  const packed = createGzip();
  source.on('error', (error) => packed.destroy(error));
  packed.on('close', () => source.destroy());
  source.pipe(packed);
  return Readable.toWeb(packed) as ReadableStream<Uint8Array>;
}
