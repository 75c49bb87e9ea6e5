import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = 'src/components';
const order = [
  'editorial',
  'reviews',
  'product',
  'home',
  'compare',
  'results',
  'cart',
  'orders',
  'sign-in',
  'page-tools',
  'chat',
  'studio',
  'layout',
];
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|astro|css)$/.test(path))
  .map((path) => join(ROOT, path).replaceAll('\\', '/'));
const roomOf = (path: string): number => order.indexOf(path.slice(ROOT.length + 1).split('/')[0] ?? '');

it('keeps every component in a room of its house', () => {
  expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
});

it('lets a component use only its own room and those before it', () => {
  const upward = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/['"]((?:\.\.?\/|#src\/components\/)[^'"]+)['"]/g)]
      .map(([, name = '']) =>
        name.startsWith('#') ? name.slice(1) : normalize(join(dirname(file), name)).replaceAll('\\', '/'),
      )
      .filter((to) => to.startsWith(`${ROOT}/`) && roomOf(to) > roomOf(file))
      .map((to) => `${file} -> ${to}`),
  );
  expect(upward).toEqual([]);
});
