import fc from 'fast-check';

/** A schema as an OpenAPI 3.1 document holds it, as far as values are made from it here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const MOST_ITEMS = 4; // of a list; a longer one tries nothing that these do not
const MOST_CHARACTERS = 80;

/** Values that a schema describes. `resolve` follows a reference within the document. */
export function valuesOf(schema: Schema, resolve: (ref: string) => Schema): fc.Arbitrary<unknown> {
  const values = (one: Schema) => valuesOf(one, resolve);
  if (schema.$ref !== undefined) return values(resolve(schema.$ref));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(values));
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {});
      return fc.record(Object.fromEntries(properties.map(([name, one]) => [name, values(one)])), {
        requiredKeys: [...(schema.required ?? [])],
      });
    }
    case 'array': {
      const least = schema.minItems ?? 0;
      const most = Math.min(schema.maxItems ?? MOST_ITEMS, Math.max(least, MOST_ITEMS));
      return fc.array(values(schema.items ?? {}), { minLength: least, maxLength: most });
    }
    case 'string':
      return schema.pattern === undefined
        ? fc.string({
            unit: 'grapheme',
            minLength: schema.minLength ?? 0,
            maxLength: Math.min(schema.maxLength ?? MOST_CHARACTERS, MOST_CHARACTERS),
          })
        : fc.stringMatching(new RegExp(schema.pattern));
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

/** What nobody means to be sent: limits of types, characters that few think of, wrong kinds and great lengths. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', ' ', 0, -1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 0.1, true, [], {}, [[]]),
  fc.constantFrom('\0', '\ud800', '\u202e', "'; select 1 --", '../..', '%00', '{{7*7}}', 'é'.repeat(5_000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A value with one place of it replaced by junk, taken away or added. */
export const spoiled = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat({ max: 7 }), junk, fc.nat())
    .map(([kind, other, place]) => spoil(value, kind, other, place));

function spoil(value: unknown, kind: number, other: unknown, place: number): unknown {
  if (Array.isArray(value) && value.length && kind > 1) {
    const at = place % value.length;
    return value.map((one, index) => (index === at ? spoil(one, kind - 1, other, place >> 2) : one));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && kind > 0) {
    const entries = Object.entries(value);
    if (kind === 1 || !entries.length) return { ...value, ['extra']: other };
    const at = place % entries.length;
    if (kind === 2) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(
      entries.map(([name, one], index) => [
        name,
        index === at ? spoil(one, kind - 2, other, place >> 2) : one,
      ]),
    );
  }
  return other;
}
