import { z } from 'zod';

/*
 * A backup is lines of JSON, packed by gzip, so that anybody can look into one (`zcat`). An object is a row of the table
 * named before it; an array says by its first word what it is. The first is ["backup", …], the last ["end", …].
 */

const head = z.strictObject({
  format: z.literal(1, 'The backup has a format that this version does not know'),
  made: z.iso.datetime(),
  engine: z.enum(['pglite', 'postgres']),
  /** Migrations that had run: the rows fit the tables that these make. */
  migrations: z.array(z.string()),
});
const tally = z.strictObject({
  /** Rows of each table. */
  tables: z.record(z.string(), z.int()),
  files: z.int(),
  /** SHA-256 of all lines before, in hex. */
  sha256: z.string(),
});
const control = z.union([
  z.tuple([z.literal('backup'), head]),
  z.tuple([z.literal('table'), z.string()]),
  /** Name, last value, whether that was given out. */
  z.tuple([z.literal('sequence'), z.string(), z.int(), z.boolean()]),
  z.tuple([z.literal('file'), z.enum(['outbox', 'content']), z.string().refine(isInside)]),
  /** A piece of the file named before it, in base64. */
  z.tuple([z.literal('bytes'), z.base64()]),
  z.tuple([z.literal('end'), tally]),
]);

export type Head = z.infer<typeof head>;
export type Control = z.infer<typeof control>;
/** A row, as the JSON of an object; or anything else. */
export type Line = string | Control;

/** A line without its end. */
export const printed = (line: Line): string =>
  typeof line === 'string'
    ? line.replaceAll('\n', ' ') // white space between values: within one it is written as \n
    : JSON.stringify(line);

/** Throws where it is no line of a backup. */
export const parsed = (line: string): Line => (line.startsWith('{') ? line : control.parse(JSON.parse(line)));

/** Whether a file's name stays in its folder. */
function isInside(name: string): boolean {
  return name
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0:]/.test(part));
}
