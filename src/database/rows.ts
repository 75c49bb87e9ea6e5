import { sql, type KyselyPlugin, type RawBuilder } from 'kysely';
import type { AnyKind, ValueOf } from './column-kinds.ts';
import { tables } from './schema.ts';

/** The columns that a statement answers, each by its name with what it holds. */
export type RowShape = Readonly<Record<string, AnyKind>>;
export type RowOf<Shape> = { -readonly [Name in keyof Shape]: ValueOf<Shape[Name]> };

type CheckRows = (shape: RowShape, statement: readonly string[]) => KyselyPlugin;
let checkRows: CheckRows | null = null;

/** Has each later statement of `rowsOf` run through the plugin that `check` makes of it; the tests hold rows to shapes so. */
export function checkRowsWith(check: CheckRows | null): void {
  checkRows = check;
}

/**
 * `sql` for a statement that answers rows: their type is that of the shape, and every test that runs the statement
 * holds each row to it. A column selected as it stands takes its kind from `tables` or `columns`; what the statement
 * computes names one of column-kinds.ts:
 *
 *     rowsOf({ ...columns('order_line', 'sku', 'total_minor'), left: integer })`
 *       select sku, total_minor, quantity - returned as left from order_line where order_id = ${id}`.execute(db)
 */
export function rowsOf<const Shape extends RowShape>(shape: Shape) {
  return (statement: TemplateStringsArray, ...parameters: readonly unknown[]): RawBuilder<RowOf<Shape>> => {
    const built = sql<RowOf<Shape>>(statement, ...parameters);
    return checkRows ? built.withPlugin(checkRows(shape, statement)) : built;
  };
}

type Named = typeof tables;

/** The kinds of some columns of a table, each under the column's own name. */
export function columns<Table extends keyof Named, Column extends keyof Named[Table] & string>(
  table: Table,
  ...names: readonly Column[]
): Pick<Named[Table], Column> {
  return Object.fromEntries(names.map((name) => [name, tables[table][name]])) as Pick<Named[Table], Column>;
}
