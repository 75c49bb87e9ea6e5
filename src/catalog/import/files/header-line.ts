/** The first record, which may hold line breaks inside quotes; before it Excel's `sep=;`. */
export function headerLine(text: string): { readonly header: string; readonly separator: string | null } {
  const told = /^\ufeff?"?sep=(.)"?[ ,;\t]*\r?\n/i.exec(text);
  const start = told ? text.slice(told[0].length) : text;
  let quoted = false;
  let end = start.length;
  for (let at = 0; at < start.length; at++) {
    const mark = start[at];
    if (mark === '"') quoted = !quoted;
    else if (!quoted && (mark === '\n' || mark === '\r')) {
      end = at;
      break;
    }
  }
  return { header: start.slice(0, end), separator: told?.[1] ?? null };
}
