import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { enumerations, isA, rangesOf, vocabulary } from '#src/aeo/vocabulary.ts';

const types = readFileSync('node_modules/schema-dts/dist/schema.d.ts', 'utf8');
const bodies = new Map(
  [...types.matchAll(/^(?:export )?interface (\w+)Base extends ([^{]+)\{([^]*?)^\}/gm)].map(
    ([, name = '', above = '', body = '']) => [name, { above, body }],
  ),
);

it('reads the interfaces of schema-dts', () => {
  expect(bodies.size).toBeGreaterThan(400);
});

it('gives each type only properties that schema.org gives it', () => {
  const foreign = [...vocabulary].flatMap(([type, { has }]) =>
    [...has.keys()]
      .filter((name) => name !== 'query-input') // an annotation of an action's input, not a property of the vocabulary
      .filter((name) => !bodies.get(type)?.body.includes(`"${name}"?:`))
      .map((name) => `${type}.${name}`),
  );
  expect(foreign).toEqual([]);
});

it('puts each type below the one schema.org puts it below', () => {
  // schema-dts leaves out types that add no property, so the nearest one it knows is compared.
  const nearest = (type: string | null): string =>
    type === null || type === 'Thing' || bodies.has(type) ? (type ?? 'Thing') : nearest(aboveOf(type));
  const wrong = [...vocabulary.keys()]
    .filter((type) => type !== 'Thing' && bodies.has(type))
    .filter((type) => !bodies.get(type)?.above.includes(`${nearest(aboveOf(type))}Base`))
    .map((type) => `${type} below ${aboveOf(type)}`);
  expect(wrong).toEqual([]);
});

const aboveOf = (type: string): string | null => vocabulary.get(type)?.above ?? null;

it('lists only members that each enumeration has', () => {
  const foreign = Object.entries(enumerations).flatMap(([name, members]) =>
    members.filter((one) => !types.includes(`"https://schema.org/${one}"`)).map((one) => `${name}.${one}`),
  );
  expect(foreign).toEqual([]);
});

it('finds a property of the type above and none of a stranger', () => {
  expect(rangesOf('ProductGroup', 'sku')).toEqual(['Text']);
  expect(rangesOf('Brand', 'sku')).toBeNull();
  expect(isA('OnlineStore', 'Organization')).toBe(true);
  expect(isA('Organization', 'OnlineStore')).toBe(false);
});
