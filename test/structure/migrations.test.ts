import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Recorded by name in databases before anybody saw that they share a number; a name never changes. */
const KNOWN = ['0131-affinity-memory.sql', '0131-content-files.sql'];

it('gives every migration a number of its own', () => {
  const files = readdirSync('src/database/migrations').filter((name) => name.endsWith('.sql'));
  const byNumber = Map.groupBy(files, (name) => name.slice(0, 4));
  const shared = [...byNumber.values()].filter((names) => names.length > 1);
  expect(shared.flat().sort()).toEqual(KNOWN);
});
