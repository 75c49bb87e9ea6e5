import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The one total order: a file may import from its own room and from rooms that stand before it. */
const order = [
  'src/environment.ts',
  'src/numbers',
  'src/language',
  'src/messages',
  'src/metrics',
  'src/log',
  'src/money',
  'src/database',
  'src/backup',
  'src/error-centre',
  'src/automation-register',
  'src/http',
  'src/look',
  'src/sign-in-links',
  'src/inventory',
  'src/catalog',
  'src/query',
  'src/query-understanding',
  'src/editorial',
  'src/embeddings',
  'src/customers',
  'src/studio',
  'src/reviews',
  'src/experiments',
  'src/analytics',
  'src/search',
  'src/open-questions',
  'src/figures',
  'src/use-cases',
  'src/affinity',
  'src/bundles',
  'src/loyalty',
  'src/fulfilment',
  'src/word-desk',
  'src/carts',
  'src/orders',
  'src/replenishment',
  'src/conversations',
  'src/handoff',
  'src/back-office',
  'src/webhooks',
  'src/connectors',
  'src/automations',
  'src/personal-data',
  'src/pictures/drawing',
  'src/demonstration',
  'src/pictures',
  'src/structured-data',
  'src/feeds',
  'src/aeo',
  'src/shop.ts',
  'src/prepared.ts',
  'src/prepare-shop.ts',
  'agents/shopping',
  'src/page-data',
  'src/protocols',
  'src/components',
  'src/layouts',
  'src/app.d.ts',
  'src/middleware.ts',
  'src/pages',
  'scripts',
];
const doors = ['src/components', 'src/layouts', 'src/middleware.ts', 'src/pages'];

const files = ['src', 'agents', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|astro|mjs)$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);

const roomOf = (path: string): number =>
  order.findIndex((room) => path === room || path.startsWith(`${room}/`));

const aliases: Readonly<Record<string, string>> = {
  '#src/': 'src/',
  '#agents/': 'agents/',
  '#scripts/': 'scripts/',
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** The imports of a file, those of types among them. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:^(?:import|export)\b[^'"`;]*?|\bimport\(\s*)['"]([#.][^'"]+)['"]/gm);
  return [...found].flatMap(([, specifier = '']) => {
    const alias = Object.keys(aliases).find((one) => specifier.startsWith(one));
    const to = alias
      ? (aliases[alias] ?? '') + specifier.slice(alias.length)
      : specifier.startsWith('.')
        ? normalize(join(dirname(file), specifier)).replaceAll('\\', '/')
        : null;
    return to && to !== file ? [{ from: file, to }] : [];
  });
}

const imports = files.flatMap((file) => importsOf(file));

describe('the rooms', () => {
  it('hold every source file', () => {
    expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
  });

  it('are there', () => {
    expect(order.filter((room) => !existsSync(room))).toEqual([]);
  });

  it('are imported only by themselves and by later rooms', () => {
    const upward = imports.filter(({ from, to }) => roomOf(to) >= 0 && roomOf(to) > roomOf(from));
    expect(upward.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('keep the engine from everything outside it, in imports and in words', () => {
    const engine = 'src/search/engine/';
    const out = imports.filter(({ from, to }) => from.startsWith(engine) && !to.startsWith(engine));
    expect(out.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
    const words = /\b(?:products?|variants?|prices?|brands?|stock|shops?|shoppers?|merchants?)\b/i;
    const own = files.filter((file) => file.startsWith(engine));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((file) => words.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('see imports at all', () => {
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.some(({ from, to }) => roomOf(to) < roomOf(from))).toBe(true);
  });

  it('keep the voice away from SQL, Astro and the environment', () => {
    const bad = files
      .filter((file) => file.startsWith('agents/'))
      .filter((file) =>
        /from ['"](kysely|pg|astro)|process\.env|^import (?!type).*#src\/environment/m.test(
          readFileSync(file, 'utf8'),
        ),
      );
    expect(bad).toEqual([]);
  });

  it('let only the doors know Astro', () => {
    const bad = files
      .filter((file) => file.startsWith('src/') && !doors.some((door) => file.startsWith(door)))
      .filter((file) => /from ['"]astro[:'"/]/.test(readFileSync(file, 'utf8')));
    expect(bad).toEqual([]);
  });

  it('read process.env in one file only', () => {
    const bad = files
      .filter((file) => !file.startsWith('scripts/') && file !== 'src/environment.ts')
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')));
    expect(bad).toEqual([]);
  });

  it('are connected without circles between files, imports of types among them', () => {
    const next = Map.groupBy(imports, ({ from }) => from);
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): string | null => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].join(' -> ');
      if (done.has(file)) return null;
      done.add(file);
      for (const { to } of next.get(file) ?? []) {
        const cycle = walk(to, [...trail, file]);
        if (cycle) return cycle;
      }
      return null;
    };
    expect(files.map((file) => walk(file, [])).filter(Boolean)).toEqual([]);
  });
});
