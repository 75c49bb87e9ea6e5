import type { ColumnRules } from '#src/catalog/import/import-options.ts';
import { FIELDS, type Field, type TableFormat } from './table/table-format.ts';

/** A table that only the merchant's map explains: every column it names must be there. */
export function mappedFormat(map: ColumnRules): TableFormat {
  const fields: Partial<Record<Field, readonly string[]>> = {};
  for (const [name, rule] of map) {
    if (rule === 'drop' || !('field' in rule)) continue;
    fields[rule.field] = [...(fields[rule.field] ?? []), name];
  }
  return {
    name: 'mapped',
    called: 'a table with a map',
    needs: [...map].filter(([, rule]) => rule !== 'drop').map(([name]) => [name]),
    fields,
    rows: 'key',
  };
}

export const isField = (text: string): text is Field => (FIELDS as readonly string[]).includes(text);
