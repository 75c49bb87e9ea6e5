import { protocol, types, type PGlite } from '@electric-sql/pglite';
import { KeptStatements } from './kept-statements.ts';

/*
 * PGlite's own `query` parses and plans every statement anew, in six round trips. Here a statement that comes again is
 * kept as a prepared one, so that Postgres may keep its plan, and asked in a single message.
 */

export interface Answered {
  readonly rows: readonly Record<string, unknown>[];
  readonly fields: readonly Field[];
  readonly affectedRows: number;
}

interface Field {
  readonly name: string;
  /** Of its type. */
  readonly dataTypeID: number;
}

interface Prepared {
  readonly name: string;
  /** Types of the parameters. */
  readonly types: readonly number[];
  readonly fields: readonly Field[];
}

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number];

const CHANGED_RESULT = '0A000';
const { serialize } = protocol;

/** Asks statements with parameters. Throws Postgres's own error, with its code. */
export function preparedQueries(
  database: PGlite,
): (sql: string, parameters: readonly unknown[]) => Promise<Answered> {
  const kept = new KeptStatements<Promise<Prepared>>();
  let made = 0;

  const send = (...messages: Uint8Array[]) =>
    database.execProtocol(new Uint8Array(Buffer.concat(messages)), { throwOnError: true });

  async function prepare(sql: string): Promise<Prepared> {
    const name = `kept_${++made}`;
    const { messages } = await send(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    return { name, types: parameterTypes(messages), fields: fieldsOf(messages) };
  }

  async function drop(old: Promise<Prepared> | null): Promise<void> {
    if (old) await send(serialize.close({ type: 'S', name: (await old).name }), serialize.sync());
  }

  async function preparedFor(sql: string): Promise<Prepared | null> {
    await drop(kept.forgetOldest());
    const prepared = kept.for(sql, () => prepare(sql));
    try {
      return await prepared;
    } catch (error) {
      kept.forget(sql);
      throw error;
    }
  }

  const askAnew = async (sql: string, parameters: readonly unknown[]): Promise<Answered> => {
    const all = await database.query<Record<string, unknown>>(sql, [...parameters]);
    return { rows: all.rows, fields: all.fields, affectedRows: all.affectedRows ?? 0 };
  };

  return async (sql, parameters) => {
    const prepared = await preparedFor(sql);
    if (!prepared) return askAnew(sql, parameters);
    const values = parameters.map((one, at) => textOf(database, one, prepared.types[at]));
    try {
      const { messages } = await send(
        serialize.bind({ statement: prepared.name, values }),
        serialize.execute({}),
        serialize.sync(),
      );
      return answered(database, messages, prepared.fields);
    } catch (error) {
      if ((error as { code?: unknown }).code !== CHANGED_RESULT) throw error;
      // A table it reads has other columns by now. A transaction has failed with it, so that asking again fails too.
      await drop(kept.forget(sql)).catch(() => {});
      return askAnew(sql, parameters).catch(() => {
        throw error;
      });
    }
  };
}

function parameterTypes(messages: readonly Message[]): readonly number[] {
  const found = messages.find((one) => one instanceof protocol.messages.ParameterDescriptionMessage);
  return found?.dataTypeIDs ?? [];
}

function fieldsOf(messages: readonly Message[]): Prepared['fields'] {
  const found = messages.find((one) => one instanceof protocol.messages.RowDescriptionMessage);
  return found?.fields ?? [];
}

/** A parameter as Postgres reads it in text. */
function textOf(database: PGlite, value: unknown, type = 0): string | null {
  if (value === null || value === undefined) return null;
  const written = database.serializers[type];
  return written ? written(value) : String(value);
}

const CHANGES = /^(?:INSERT|UPDATE|DELETE|MERGE) (?:\d+ )?(\d+)$/;

function answered(database: PGlite, messages: readonly Message[], fields: Prepared['fields']): Answered {
  const rows: Record<string, unknown>[] = [];
  let affectedRows = 0;
  for (const one of messages) {
    if (one instanceof protocol.messages.DataRowMessage) {
      rows.push(
        Object.fromEntries(
          fields.map(({ name, dataTypeID }, at) => [
            name,
            types.parseType(one.fields[at] ?? null, dataTypeID, database.parsers),
          ]),
        ),
      );
    } else if (one instanceof protocol.messages.CommandCompleteMessage) {
      affectedRows += Number(CHANGES.exec(one.text)?.[1] ?? 0);
    }
  }
  return { rows, fields, affectedRows };
}
