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

/** The verb that a form names; undefined also for a name that every object has (`constructor`). */
export const verbOf = <Verbs extends object>(
  verbs: Verbs,
  name: string | null,
): Verbs[keyof Verbs] | undefined =>
  name !== null && Object.hasOwn(verbs, name) ? verbs[name as keyof Verbs] : undefined;
