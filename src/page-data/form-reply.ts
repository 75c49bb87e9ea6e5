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
