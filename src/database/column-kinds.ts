import type { ColumnType } from 'kysely';

/**
 * What a column or a computed value holds: the TypeScript type that both engines' drivers read it as, the types that
 * may be inserted and updated, and a test of one value at runtime. `name` is how it is written in schema.ts.
 */
export interface ColumnKind<Value, Insert = Value, Update = Insert> {
  readonly name: string;
  readonly fits: (value: unknown) => value is Value;
  /** Of the type alone; no kind carries it. */
  readonly written?: (insert: Insert, update: Update) => void;
}

export type AnyKind = ColumnKind<unknown, never, never>;

/** The type a kind is read as. */
export type ValueOf<Kind> = Kind extends { fits: (value: unknown) => value is infer Value } ? Value : never;

/** The kind as Kysely has a column's type. */
export type AsColumn<Kind> =
  Kind extends ColumnKind<infer Value, infer Insert, infer Update>
    ? ColumnType<Value, Insert, Update>
    : never;

const kind = <Value, Insert = Value, Update = Insert>(
  name: string,
  fits: (value: unknown) => boolean,
): ColumnKind<Value, Insert, Update> => ({ name, fits: fits as (value: unknown) => value is Value });

/** smallint, integer and bigint; reading one beyond the safe integers throws. */
export const integer = kind<number>('integer', Number.isSafeInteger);
/** real and double precision. */
export const float = kind<number>('float', (value) => typeof value === 'number');
/** numeric, which stays text for both engines: a sum of bigints, an average of integers. */
export const decimal = kind<string>(
  'decimal',
  (value) => typeof value === 'string' && /^-?[\d.]+$/.test(value),
);
export const text = kind<string>('text', (value) => typeof value === 'string');
export const boolean = kind<boolean>('boolean', (value) => typeof value === 'boolean');
export const timestamp = kind<Date, Date | string>('timestamp', (value) => value instanceof Date);
/** A calendar day, `2026-03-01`, of no time zone. */
export const date = kind<string>(
  'date',
  (value) => typeof value === 'string' && /^\d+-\d\d-\d\d$/.test(value),
);
export const bytes = kind<Uint8Array>('bytes', (value) => value instanceof Uint8Array);

/** json and jsonb: read parsed, written as text (the engines agree on nothing else); nothing holds it to `Value`. */
export const json = <Value = unknown>(): ColumnKind<Value, string> =>
  kind('json()', (value) => value !== undefined && value !== null);

/** Text that a check constraint holds to these words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): ColumnKind<Word> =>
  kind(`oneOf(${words.map((word) => `'${word}'`).join(', ')})`, (value) => words.includes(value as Word));

export const arrayOf = <Value>(item: ColumnKind<Value, never, never>): ColumnKind<Value[]> =>
  kind(`arrayOf(${item.name})`, (value) => Array.isArray(value) && value.every(item.fits));

export const nullable = <Value, Insert, Update>(
  of: ColumnKind<Value, Insert, Update>,
): ColumnKind<Value | null, Insert | null, Update | null> =>
  kind(`nullable(${of.name})`, (value) => value === null || of.fits(value));

/** A column that the database fills in where an insert leaves it out. */
export const generated = <Value, Insert, Update>(
  of: ColumnKind<Value, Insert, Update>,
): ColumnKind<Value, Insert | undefined, Update> => kind(`generated(${of.name})`, of.fits);
