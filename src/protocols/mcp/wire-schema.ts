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

function jsonOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const open = ({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown } }) => {
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  };
  return { ...z.toJSONSchema(schema, io === 'output' ? { io, override: open } : { io }), type: 'object' };
}
