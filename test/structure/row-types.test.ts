import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Where `rowsOf` is made of `sql`. */
const except = /^src\/database\//;

it('leaves no statement that says the type of its rows by a cast: `rowsOf` has it from the tables', () => {
  const cast = ['src', 'scripts', 'agents'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|astro)$/.test(path))
      .map((path) => join(folder, path).replaceAll('\\', '/'))
      .filter((path) => !except.test(path) && /\bsql(\.raw)?</.test(readFileSync(path, 'utf8'))),
  );
  expect(cast).toEqual([]);
});
