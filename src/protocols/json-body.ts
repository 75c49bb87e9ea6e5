/** Null for an empty body, undefined for one that is no JSON. No text of it holds what Postgres cannot. */
export function jsonBody(text: string): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
    );
  } catch {
    return undefined;
  }
}
