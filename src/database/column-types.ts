import type { CustomTypesConfig } from 'pg';

/*
 * The two engines disagree on some column types (int8, date, numeric, interval). Both are set to the same
 * answer here, and the contract suite pins it:
 *   int8 -> number (throws beyond the safe integers), numeric, date, interval and vector -> text, bytea -> bytes.
 */

type Parsers = Record<number, (text: string) => unknown>;

const JSON_TEXT = 114;
const JSONB = 3802;
export const jsonArrays = [199, 3807] as const; // json[], jsonb[]
const BYTEA = 17;
const INT8 = 20;
const DATE = 1082;
const INTERVAL = 1186;
const NUMERIC = 1700;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`);
  return value;
}

// PGlite's own reader and writer take bytes one by one: a millisecond for some kilobytes, while nobody else is answered.
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((text.length - 2) / 2);
  Buffer.from(bytes.buffer).write(text.slice(2), 'hex');
  return bytes;
}

const digitsOf = (value: unknown): string => {
  if (!(value instanceof Uint8Array)) throw new TypeError('bytea takes bytes');
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
};

const asText = (text: string): string => text;

export const pgliteParsers: Parsers = {
  [BYTEA]: bytesOf,
  [INT8]: safeInteger,
  [DATE]: asText,
  [INTERVAL]: asText,
  [NUMERIC]: asText,
};

export const isJson = (oid: number): boolean => oid === JSON_TEXT || oid === JSONB;

export const jsonParsers: Parsers = { [JSON_TEXT]: JSON.parse, [JSONB]: JSON.parse };

/** JSON stays text: as one text it crosses from the worker at once. */
export const textParsers: Parsers = { ...pgliteParsers, [JSON_TEXT]: asText, [JSONB]: asText };

export const pgliteSerializers: Record<number, (value: unknown) => string> = { [BYTEA]: digitsOf };

/** The same parsers in the shape `pg` wants, over its own defaults. */
export function pgTypes(defaults: CustomTypesConfig): CustomTypesConfig {
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      format === 'binary'
        ? defaults.getTypeParser(oid, 'binary')
        : (pgliteParsers[oid] ?? defaults.getTypeParser(oid, 'text'))) as CustomTypesConfig['getTypeParser'],
  };
}
