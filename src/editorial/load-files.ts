import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileRole, type FileRole } from './files.ts';
import { readFrontMatter, readYaml } from './front-matter.ts';
import { markdownToHtml } from './markdown.ts';

export interface Loaded {
  readonly stamp: string;
  readonly role: FileRole;
  readonly entry: LazyEntry | null;
  readonly broken: boolean;
}

/** A file of words as it stands. Its HTML is made when it is first asked for: rendering all would be a third of a start. */
export class LazyEntry {
  readonly slug: string;
  readonly file: string;
  readonly words: unknown;
  readonly body: string;
  readonly hash: string;
  readonly modified: Date;
  readonly #rendered: { html?: string };

  constructor(of: Omit<LazyEntry, 'html' | 'dated' | 'reworded'>, rendered: { html?: string } = {}) {
    this.slug = of.slug;
    this.file = of.file;
    this.words = of.words;
    this.body = of.body;
    this.hash = of.hash;
    this.modified = of.modified;
    this.#rendered = rendered;
  }

  get html(): string {
    return (this.#rendered.html ??= markdownToHtml(this.body));
  }

  dated(modified: Date): LazyEntry {
    return new LazyEntry({ ...this, modified }, this.#rendered);
  }

  reworded(words: unknown, body: string): LazyEntry {
    return new LazyEntry({ ...this, words, body });
  }
}

/** Every file of the folder that is words, read again only where it changed; a broken one keeps what it last said. */
export function loadFiles(folder: string, before: ReadonlyMap<string, Loaded>): Map<string, Loaded> {
  const now = new Map<string, Loaded>();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const path of paths) {
    const role = fileRole(path);
    if (!role) continue;
    const stat = statSync(join(folder, path), { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    const stamp = `${stat.mtimeMs} ${stat.size}`;
    const known = before.get(path);
    now.set(path, known?.stamp === stamp ? known : loadFile(folder, path, role, stamp, stat.mtime, known));
  }
  return now;
}

function loadFile(
  folder: string,
  path: string,
  role: Loaded['role'],
  stamp: string,
  modified: Date,
  known?: Loaded,
): Loaded {
  const keep = { stamp, role, entry: known?.entry ?? null, broken: true };
  const text = readFileSync(join(folder, path), 'utf8');
  const read = role.yaml ? readYaml(text) : readFrontMatter(text);
  if (!read.ok) return keep;
  const { data, body } = read.value;
  const parsed = role.schema.safeParse(data);
  if (!parsed.success) return keep;
  const hash = createHash('sha256').update(text).digest('hex');
  const entry = new LazyEntry({ slug: role.slug, file: path, words: parsed.data, body, hash, modified });
  return { stamp, role, entry, broken: false };
}
