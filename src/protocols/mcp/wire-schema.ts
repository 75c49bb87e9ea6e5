import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';

const made = new WeakMap<z.ZodType, StandardSchemaWithJSON<Record<string, unknown>>>();

/**
 * A schema as the protocol's library takes it, its JSON form made once: a server is made for every request. The root is
 * an object, as both revisions ask; what an answer holds beyond what is stated is not forbidden.
 */
export function wireSchema(
  schema: z.ZodType,
  io: 'input' | 'output',
): StandardSchemaWithJSON<Record<string, unknown>> {
  const known = made.get(schema);
  if (known) return known;
  const { validate } = schema['~standard'];
  const json = jsonOf(schema, io);
  const wire = {
    '~standard': {
      version: 1 as const,
      vendor: 'zod',
      validate,
      jsonSchema: { input: () => json, output: () => json },
    },
  } as StandardSchemaWithJSON<Record<string, unknown>>;
  made.set(schema, wire);
  return wire;
}

/**
 * What a schema says, said once, since models read the list of all tools whole: what comes twice is referred to. Left out
 * are bounds that any number of JavaScript keeps, marks that forbid nothing, and, inside an answer, that what is stated is
 * there: only its alternatives are told apart by what they require.
 */
function jsonOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const isAnswer = io === 'output';
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    reused: isAnswer ? 'ref' : 'inline',
    override: ({ jsonSchema, path }) => {
      if (isAnswer && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (isAnswer && (path.includes('properties') || path[0] === '$defs')) delete jsonSchema.required;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.readOnly;
      delete jsonSchema.propertyNames;
    },
  });
  const short = JSON.stringify({ ...json, type: 'object' }).replaceAll('__schema', '');
  return JSON.parse(short) as Record<string, unknown>;
}
