import { stringify } from 'yaml';
import type { z } from 'zod';
import type { FileRole } from '#src/editorial/files.ts';
import { child, keysOf, kindOf, neededKeys, unwrap } from '#src/editorial/schema-fields.ts';

type Control = 'line' | 'text' | 'list' | 'choice' | 'number' | 'flag' | 'day' | 'yaml';

/** One field of a file as a form shows it. */
export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly advice: string;
  readonly needed: boolean;
  readonly control: Control;
  /** As it stands in the control: a list has one item a line, what has parts of its own is YAML. */
  readonly value: string;
  readonly options: readonly string[];
  readonly most: number | null;
}

const LONG = 140; // characters above which a field is written over several lines

/** The schema of one file: of several that a kind may have, the one that its `kind` names. */
function schemaFor({ schema }: FileRole, data: unknown): z.ZodType {
  const { options } = schema.def as unknown as { readonly options?: readonly z.ZodType[] };
  const kind = (data as { kind?: unknown } | null)?.kind;
  return options?.find((one) => child(one, 'kind')?.safeParse(kind).success) ?? schema;
}

/** The fields of a file, in the order of its schema. */
export function formFields(role: FileRole, data: unknown): readonly FormField[] {
  const schema = schemaFor(role, data);
  const needed = new Set(neededKeys(schema));
  return keysOf(schema).map((key) => {
    const field = child(schema, key) as z.ZodType;
    const value = (data as Record<string, unknown> | null)?.[key];
    const inner = unwrap(field) as { maxLength?: number | null; options?: readonly string[] };
    const control = controlOf(field, value);
    const most = inner.maxLength ?? null;
    return {
      key,
      label: labelOf(key),
      advice: field.description ?? unwrap(field).description ?? '',
      needed: needed.has(key),
      control: control === 'line' && (most ?? LONG + 1) > LONG ? 'text' : control,
      value: shown(control, value),
      options: control === 'choice' ? (inner.options ?? []) : [],
      most: control === 'line' || control === 'text' ? most : null,
    };
  });
}

function controlOf(field: z.ZodType, value: unknown): Control {
  const { type: outer } = unwrap(field).def as { readonly type: string };
  const element = outer === 'array' ? child(field, 0) : null;
  if (outer === 'array' && element && kindOf(element) === 'string')
    return Array.isArray(value) && value.some((one) => String(one).includes('\n')) ? 'yaml' : 'list';
  if (isUnion(field)) return 'yaml';
  if (outer === 'string') return isDay(field) ? 'day' : 'line';
  if (outer === 'enum') return 'choice';
  if (outer === 'number') return 'number';
  return outer === 'boolean' ? 'flag' : 'yaml';
}

function isUnion(field: z.ZodType): boolean {
  const { type, innerType } = field.def as { readonly type: string; readonly innerType?: z.ZodType };
  return type === 'union' || (innerType !== undefined && isUnion(innerType));
}

const isDay = (field: z.ZodType): boolean =>
  (unwrap(field).def as { readonly format?: string }).format === 'date';

function shown(control: Control, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (control === 'yaml') return stringify(value, { lineWidth: 100 }).trimEnd();
  if (control === 'list') return (value as readonly unknown[]).map(String).join('\n');
  return String(value).trim();
}

/** `whoFor` as people write it: Who for. */
const labelOf = (key: string): string => {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
