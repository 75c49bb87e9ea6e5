import { endianness } from 'node:os';
import type { ItemFacts, NeighbourRow } from './candidate-features.ts';
import type { ItemCounts } from './learn-neighbours.ts';

/*
 * A row of neighbours as it stands in the database: the numbers of the others, then each measure, every one 32 bits
 * and little-endian. Text or jsonb of the same row takes ten times as long to read.
 */

const COLUMNS = 5;
const FACTS = 3;

export function packRow(row: NeighbourRow): Uint8Array<ArrayBuffer> {
  const length = row.other.length;
  const bytes = new Uint8Array(length * COLUMNS * 4);
  const view = new DataView(bytes.buffer);
  row.other.forEach((other, at) => view.setInt32(at * 4, other, true));
  [row.ease, row.walk, row.confidence, row.cosine].forEach((values, column) =>
    values.forEach((value, at) => view.setFloat32(((column + 1) * length + at) * 4, value, true)),
  );
  return bytes;
}

export function unpackRow(bytes: Uint8Array): NeighbourRow {
  const length = bytes.byteLength / (COLUMNS * 4);
  const own = Buffer.from(bytes); // a copy of its own, so that its start is even
  if (BIG_ENDIAN) own.swap32();
  const floats = new Float32Array(own.buffer, own.byteOffset, own.byteLength / 4);
  const column = (place: number) => floats.subarray(place * length, (place + 1) * length);
  return {
    other: new Int32Array(own.buffer, own.byteOffset, length),
    ease: column(1),
    walk: column(2),
    confidence: column(3),
    cosine: column(4),
  };
}

const BIG_ENDIAN = endianness() === 'BE';

export function packFacts(counts: ItemCounts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(counts.support.length * FACTS * 4);
  const view = new DataView(bytes.buffer);
  for (let item = 0; item < counts.support.length; item++) {
    view.setFloat32(item * FACTS * 4, counts.support[item] as number, true);
    view.setFloat32(item * FACTS * 4 + 4, counts.recent[item] as number, true);
    view.setFloat32(item * FACTS * 4 + 8, counts.frequent[item] as number, true);
  }
  return bytes;
}

export function unpackFacts(bytes: Uint8Array): ItemFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (item: number, fact: number): number => {
    const at = (item * FACTS + fact) * 4;
    return at + 4 <= bytes.byteLength ? view.getFloat32(at, true) : 0;
  };
  return {
    support: (item) => read(item, 0),
    recent: (item) => read(item, 1),
    frequent: (item) => read(item, 2) === 1,
  };
}
