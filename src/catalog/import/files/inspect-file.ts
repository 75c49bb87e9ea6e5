import { createHash } from 'node:crypto';
import { isAscii } from 'node:buffer';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file or stream that can be read more than once: an import reads it to judge it, then to import it. */
export interface CatalogueInput {
  readonly name: string;
  /** When the file was written, where that is known. */
  readonly writtenAt?: Date | undefined;
  open(): Readable;
}

/** The file cannot be imported as a whole; the message and the advice are for the merchant. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly line: number | null;
  readonly field: string;
  readonly fix: string;
  /** Whether it is a catalogue that is damaged (true), or something else altogether (false). */
  readonly damaged: boolean;
  constructor(
    reason: string,
    told: { line?: number | null; field?: string; fix: string; damaged?: boolean; cause?: unknown },
  ) {
    super(reason, { cause: told.cause });
    this.line = told.line ?? null;
    this.field = told.field ?? 'file';
    this.fix = told.fix;
    this.damaged = told.damaged ?? true;
  }
}

/** What is told of a file that could not be read. */
export const unreadable = ({ line, field, message, fix }: UnreadableFile) =>
  ({ level: 'rejected', scope: 'file', line, field, reason: message, fix }) as const;

/** What the bytes of a file are, before anybody asks what it holds. */
export interface FileText {
  readonly encoding: string;
  readonly bytes: number;
  /** Of the unpacked bytes; tells whether a file changed between two readings. */
  readonly hash: string;
  /** Whether the encoding was only guessed, for want of a mark or a valid reading. */
  readonly guessed: boolean;
  /** How many places of a UTF-8 file are not UTF-8 and are read as the replacement character. */
  readonly broken: number;
  /** The first part of the text, and whether that is all of it. */
  readonly start: string;
  readonly whole: boolean;
}

const HEAD = 256 * 1024;
const MOST_NULLS = 2; // a stray one in a text is taken out; more, and often, is no text
const MOST_BYTES = 8 * 1024 ** 3; // unpacked; a bomb of zeros stops here

/**
 * Reads the whole file once as bytes: unpacks it to the end, so a truncated one is found before anything is
 * written, and tells its encoding, which `told` names where the merchant does. Throws UnreadableFile.
 */
export async function inspectFile(input: CatalogueInput, told?: string): Promise<FileText> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let headLength = 0;
  let bytes = 0;
  let nulls = 0;
  const strange = { valid: 0, invalid: 0 };
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let ascii = true;
  for await (const chunk of unpackedBytes(input)) {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    if (headLength < HEAD) {
      head.push(chunk.subarray(0, HEAD - headLength));
      headLength += Math.min(chunk.length, HEAD - headLength);
    }
    if (ascii && isAscii(chunk)) {
      for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1)) nulls += 1;
      continue;
    }
    ascii = false;
    const text = decoder.decode(chunk, { stream: true });
    for (const found of text.match(/[^\u0001-\u007f]+/g) ?? []) {
      nulls += found.split('\0').length - 1;
      const broken = found.split('\ufffd').length - 1;
      strange.invalid += broken;
      strange.valid += found.length - broken;
    }
  }
  const start = Buffer.concat(head);
  if (bytes === 0 || start.toString('latin1').trim() === '') {
    throw new UnreadableFile('The file is empty.', { fix: 'Export the catalogue again.', damaged: true });
  }
  refuseOtherKinds(start);
  const { encoding, guessed } = told ? encodingNamed(told) : encodingOf(start, nulls > 0, strange);
  const text = new TextDecoder(encoding).decode(start, { stream: true });
  if (!encoding.startsWith('utf-16') && nulls > MOST_NULLS && nulls * 200 > bytes) throw binary();
  return {
    encoding,
    bytes,
    hash: hash.digest('hex'),
    guessed,
    broken: encoding === 'utf-8' ? strange.invalid : 0,
    start: text,
    whole: bytes <= headLength,
  };
}

/** The file's bytes, unpacked where it is gzip. Throws UnreadableFile where the packing is damaged. */
export async function* unpackedBytes(input: CatalogueInput): AsyncGenerator<Buffer> {
  const stream = input.open();
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  try {
    const start: Buffer[] = [];
    let length = 0;
    while (length < 2) {
      const next = await chunks.next();
      if (next.done) break;
      start.push(Buffer.from(next.value));
      length += next.value.length;
    }
    const first = Buffer.concat(start);
    if (first[0] !== 0x1f || first[1] !== 0x8b) {
      if (first.length) yield first;
      for (let next = await chunks.next(); !next.done; next = await chunks.next())
        yield Buffer.from(next.value);
      return;
    }
    yield* unzipped(first, chunks);
  } finally {
    stream.destroy();
  }
}

async function* unzipped(first: Buffer, rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  async function* packed() {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  // An error of the source destroys the unpacker with it, so the loop below throws it.
  pipeline(packed, gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('Z_')) throw error;
    throw new UnreadableFile('The gzip file is damaged or was cut off.', {
      fix: 'Copy or export the file again; nothing of it was imported.',
      cause: error,
    });
  } finally {
    gunzip.destroy();
  }
}

interface Encoding {
  readonly encoding: string;
  readonly guessed: boolean;
}

function encodingNamed(name: string): Encoding {
  try {
    return { encoding: new TextDecoder(name).encoding, guessed: false };
  } catch (cause) {
    throw new UnreadableFile(`Nobody knows an encoding ${name.slice(0, 40)}.`, {
      fix: 'Name one of the Encoding Standard, such as windows-1252, windows-1251, iso-8859-2, shift_jis or macintosh.',
      damaged: false,
      cause,
    });
  }
}

function encodingOf(start: Buffer, hasNulls: boolean, strange: { valid: number; invalid: number }): Encoding {
  const sure = (encoding: string) => ({ encoding, guessed: false });
  if (start[0] === 0xff && start[1] === 0xfe) return sure('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return sure('utf-16be');
  if (hasNulls) {
    const sample = start.subarray(0, 200);
    if (sample.length > 3 && sample.every((byte, at) => at % 2 === 0 || byte === 0)) return sure('utf-16le');
    if (sample.length > 3 && sample.every((byte, at) => at % 2 === 1 || byte === 0)) return sure('utf-16be');
  }
  if (strange.invalid === 0) return sure('utf-8');
  const declared = /^\s*<\?xml[^>]{0,200}encoding=["']([\w-]{1,40})["']/.exec(
    start.toString('latin1', 0, 400),
  )?.[1];
  if (declared && !/^utf-?8$/i.test(declared)) {
    try {
      return sure(new TextDecoder(declared).encoding);
    } catch {
      // An encoding nobody knows: fall through to what the bytes look like.
    }
  }
  // A few bad bytes in a UTF-8 file stay bad; a file without any good sequence was never UTF-8.
  return strange.invalid > strange.valid ? { encoding: 'windows-1252', guessed: true } : sure('utf-8');
}

const MAGIC: readonly (readonly [string, string, string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive or an Excel workbook', 'Unpack it, or save the sheet as CSV (UTF-8).'],
  ['%PDF', 'a PDF', 'Export the catalogue as CSV, TSV, XML or JSON.'],
  ['\u0089PNG', 'a picture', 'Give the catalogue file instead.'],
  ['\u00ff\u00d8\u00ff', 'a picture', 'Give the catalogue file instead.'],
  ['GIF8', 'a picture', 'Give the catalogue file instead.'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook', 'Save the sheet as CSV (UTF-8).'],
  ['BZh', 'packed with bzip2', 'Unpack it, or pack it with gzip.'],
  ['\u00fd7zXZ', 'packed with xz', 'Unpack it, or pack it with gzip.'],
  ['\u0028\u00b5\u002f\u00fd', 'packed with zstd', 'Unpack it, or pack it with gzip.'],
];

function refuseOtherKinds(start: Buffer): void {
  const text = start.toString('latin1', 0, 8);
  const kind = MAGIC.find(([magic]) => text.startsWith(magic));
  if (kind)
    throw new UnreadableFile(`The file is ${kind[1]}, not a catalogue.`, { fix: kind[2], damaged: false });
}

const binary = () =>
  new UnreadableFile('The file is binary, not text.', {
    fix: 'Export the catalogue as CSV, TSV, XML or JSON.',
    damaged: false,
  });
const tooLarge = () =>
  new UnreadableFile(`The file unpacks to more than ${MOST_BYTES / 1024 ** 3} GB.`, {
    fix: 'Split the feed into several files and import them together.',
  });
