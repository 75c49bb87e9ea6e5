import { sql } from 'kysely';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { held } from './held.ts';
import { filesTo, type MailFile } from './outbox-files.ts';
import { personOf } from './person.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Exported {
  readonly madeAt: string;
  readonly email: string | null;
  /** Only parts of which there is something. */
  readonly parts: readonly { readonly name: string; readonly title: string; readonly rows: readonly Row[] }[];
  /** Messages that lie as files. */
  readonly mailFiles: readonly MailFile[];
}

/** Everything the shop holds of a person, table by table as it stands. */
export async function exportOf(
  db: Database,
  { OUTBOX_DIR: folder }: { readonly OUTBOX_DIR: string },
  by: Parameters<typeof personOf>[1],
  now: Date,
): Promise<Exported> {
  const person = await personOf(db, by);
  const parts = [];
  for (const { table, title, whose, hidden = [] } of held(person)) {
    const { rows } = await rowsOf({ row: json<Row>() })`
      select to_jsonb(${sql.table(table)}) - ${[...hidden]}::text[] as row from ${sql.table(table)} where ${whose}
      order by ctid`.execute(db);
    if (rows.length) parts.push({ name: table, title, rows: rows.map(({ row }) => row) });
  }
  return {
    madeAt: now.toISOString(),
    email: person.email,
    parts,
    mailFiles: person.email ? await filesTo(folder, person.email) : [],
  };
}

/** The same to read: Markdown, a heading a part and a list a row. */
export function exportInWords(shopName: string, { madeAt, email, parts, mailFiles }: Exported): string {
  const sections = parts.map(({ title, rows }) => `## ${title}\n\n${rows.map(inWords).join('\n\n')}`);
  const files = mailFiles.map(({ name, text }) => `### ${name}\n\n${text.replace(/^/gm, '    ')}`);
  return [
    `# What ${shopName} keeps of ${email ?? 'you'}`,
    `Made on ${madeAt}.`,
    ...(parts.length + files.length ? sections : ['Nothing.']),
    ...(files.length ? ['## E-mails that were not sent and lie as files', ...files] : []),
    '',
  ].join('\n\n');
}

const inWords = (row: Row): string =>
  Object.entries(row)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `- ${name.replaceAll('_', ' ')}: ${told(value)}`)
    .join('\n');

const told = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ');
