import { parse } from 'yaml';
import type { FileRole } from '#src/editorial/files.ts';
import { readFrontMatter, readYaml } from '#src/editorial/front-matter.ts';
import { setFields } from '#src/editorial/revisions/set-fields.ts';
import { formFields, type FormField } from './form-fields.ts';

export type FormRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly field: string; readonly message: string };

const plain = (text: string): string => text.replace(/\r\n?/g, '\n');

/**
 * A file with what a form says in the place of what it said before; fields that say the same are not touched. The form
 * has a field `f.KEY` for each of the file, and `body`. Refuses YAML that cannot be read.
 */
export function readForm(role: FileRole, file: string, form: URLSearchParams): FormRead {
  const read = role.yaml ? readYaml(file) : readFrontMatter(file);
  if (!read.ok) return { ok: false, field: '', message: read.fault.message };
  const changes: Record<string, unknown> = {};
  for (const field of formFields(role, read.value.data)) {
    const given = form.get(`f.${field.key}`);
    if (given === null) continue;
    const text = plain(given).trimEnd();
    if (text === field.value) continue;
    try {
      changes[field.key] = valueOf(field, text);
    } catch (error) {
      return { ok: false, field: field.key, message: (error as Error).message.split('\n')[0] ?? '' };
    }
  }
  const given = form.get('body');
  const body = given === null ? undefined : plain(given);
  const isSame = body === undefined || body === read.value.body;
  if (isSame) return { ok: true, text: setFields(file, changes) };
  return {
    ok: true,
    text: setFields(file, changes, body.endsWith('\n') || body === '' ? body : `${body}\n`),
  };
}

function valueOf({ control }: FormField, text: string): unknown {
  if (!text.trim()) return undefined;
  switch (control) {
    case 'list':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'flag':
      return text === 'true';
    case 'yaml':
      return parse(text) as unknown;
    default:
      return text;
  }
}
