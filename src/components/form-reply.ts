import type { z } from 'zod';

/** What a form was answered with: the first message of each field that is wrong, by its name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The first message of each field, for the person who typed it. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message;
  return errors;
}

/** The fields of a form as text, each at most `most` characters; files and unknown names are left out. */
export function textFields<Name extends string>(
  form: FormData,
  names: readonly Name[],
  most = 400,
): Readonly<Record<Name, string>> {
  const given = names.map((name) => {
    const value = form.get(name);
    return [name, typeof value === 'string' ? value.slice(0, most) : ''] as const;
  });
  return Object.fromEntries(given) as Record<Name, string>;
}
