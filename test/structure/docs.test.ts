import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const documents = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Paths in backticks that look like files or folders of this project. */
function named(text: string): readonly string[] {
  return [...text.matchAll(/`((?:src|agents|scripts|test|content|docs)\/[\w./[\]-]+)`/g)].map(
    ([, path = '']) => path,
  );
}

it('names only files and folders that exist', () => {
  const gone = documents.flatMap((document) =>
    named(readFileSync(document, 'utf8'))
      .filter((path) => !existsSync(path))
      .map((path) => `${document}: ${path}`),
  );
  expect(gone).toEqual([]);
});

it('names only npm scripts that exist', () => {
  const gone = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/npm run ([\w:-]+)/g)]
      .map(([, script = '']) => script)
      .filter((script) => !Object.hasOwn(manifest.scripts, script))
      .map((script) => `${document}: npm run ${script}`),
  );
  expect(gone).toEqual([]);
});

it('links only to files that exist', () => {
  const gone = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(document, '..', target)))
      .map((target) => `${document}: ${target}`),
  );
  expect(gone).toEqual([]);
});

it('runs only script files that exist', () => {
  const files = Object.values(manifest.scripts).flatMap(
    (command) => command.match(/scripts\/[\w.-]+\.(?:ts|sh|mjs)/g) ?? [],
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
