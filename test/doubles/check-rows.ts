import { checkRowsWith, type RowShape } from '#src/database/rows.ts';

const shown = (value: unknown): string => `${typeof value} ${JSON.stringify(value)}`;

/** What keeps a row from its shape; null where it has exactly the shape's columns, each of its kind. */
function mismatch(shape: RowShape, row: Readonly<Record<string, unknown>>): string | null {
  for (const [name, kind] of Object.entries(shape)) {
    if (!(name in row)) return `no column ${name}`;
    if (!kind.fits(row[name])) return `${name} ${shown(row[name])} where its shape says ${kind.name}`;
  }
  const beside = Object.keys(row).find((name) => !(name in shape));
  return beside === undefined ? null : `a column ${beside} that its shape does not name`;
}

/** Holds every row that a statement of `rowsOf` answers in a test to its shape: throws, with the statement, where they differ. */
checkRowsWith((shape, statement) => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    for (const row of result.rows) {
      const wrong = mismatch(shape, row);
      if (wrong)
        throw new TypeError(`A row has ${wrong}, in: ${statement.join('$').replace(/\s+/g, ' ').trim()}`);
    }
    return result;
  },
}));
