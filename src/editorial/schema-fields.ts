import type { z } from 'zod';

/* What can be read off a schema about its fields. The shapes are zod's, of which only these parts are relied on. */

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const definition = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

export function unwrap(schema: z.ZodType): z.ZodType {
  const { type, innerType, options } = definition(schema);
  if ((type === 'optional' || type === 'default' || type === 'nullable') && innerType)
    return unwrap(innerType);
  return type === 'union' && options?.[0] ? unwrap(options[0]) : schema;
}

export const kindOf = (schema: z.ZodType): string => definition(unwrap(schema)).type;

export function keysOf(schema: z.ZodType | null): readonly string[] {
  const shape = schema && definition(unwrap(schema)).shape;
  return shape ? Object.keys(shape) : [];
}

/** The fields that must be there. */
export const neededKeys = (schema: z.ZodType | null): readonly string[] =>
  keysOf(schema).filter((key) => {
    const field = schema && child(schema, key);
    return field && !['optional', 'default'].includes(definition(field).type);
  });

export function child(schema: z.ZodType, key: PropertyKey): z.ZodType | null {
  const { shape, element, items } = definition(unwrap(schema));
  if (typeof key === 'number') return element ?? items?.[key] ?? null;
  return shape && Object.hasOwn(shape, key) ? (shape[String(key)] ?? null) : null;
}

export function descend(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | null {
  return path.reduce<z.ZodType | null>((at, key) => at && child(at, key), schema);
}

/** The one sentence of advice that the schema carries for the field at that path, or for what holds it; null without. */
export function adviceFor(schema: z.ZodType, path: readonly PropertyKey[]): string | null {
  let advice: string | null = null;
  let at: z.ZodType | null = schema;
  for (const key of path) {
    at = at && child(at, key);
    if (!at) return advice;
    advice = at.description ?? unwrap(at).description ?? advice;
  }
  return advice;
}

/** A value that the field would take, as its schema gives one; undefined where it gives none. */
export function exampleOf(field: z.ZodType | null): unknown {
  const meta = field && (field.meta() ?? unwrap(field).meta());
  return (meta?.['examples'] as readonly unknown[] | undefined)?.[0];
}
