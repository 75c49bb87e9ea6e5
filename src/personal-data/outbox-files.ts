import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface MailFile {
  readonly name: string;
  readonly text: string;
}

/** The messages to an address that lie as files in the outbox's folder. Addresses stand plainly in a mail's head. */
export async function filesTo(folder: string, email: string): Promise<readonly MailFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: MailFile[] = [];
  for (const name of names.filter((one) => one.endsWith('.eml'))) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => ''); // erased meanwhile
    const [head = ''] = text.split(/\r?\n\r?\n/, 1);
    const to = /^to:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1]?.toLowerCase() ?? '';
    if (to.split(/[\s<>,]+/).includes(email)) found.push({ name, text });
  }
  return found;
}

export async function eraseFilesTo(folder: string, email: string): Promise<void> {
  for (const { name } of await filesTo(folder, email)) await rm(join(folder, name), { force: true });
}
