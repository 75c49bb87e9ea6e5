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

interface Source {
  /** Null: taken off. */
  readonly text: string | null;
  readonly hash: string;
  readonly at: Date;
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

/**
 * Every file of the folder that is words, or the wording that stands in its place, read again only where it changed; a
 * broken one keeps what it last said.
 */
export function loadFiles(
  folder: string,
  before: ReadonlyMap<string, Loaded>,
  overlay: ReadonlyMap<string, Source>,
): Map<string, Loaded> {
  const now = new Map<string, Loaded>();
  const onDisk = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of [...new Set([...onDisk, ...overlay.keys()])].sort()) {
    const role = fileRole(path);
    if (!role) continue;
    const laid = overlay.get(path);
    if (laid?.text === null) continue;
    const file = laid ?? fileAt(join(folder, path));
    if (!file) continue;
    const stamp = laid ? `revision ${laid.hash}` : file.hash;
    const known = before.get(path);
    now.set(path, known?.stamp === stamp ? known : loaded(path, role, file, stamp, known));
  }
  return now;
}

/** A file as it lies there, whose text is read when it is asked for; in place of a hash, date and size. */
function fileAt(file: string): Source | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  return {
    get text() {
      return readFileSync(file, 'utf8');
    },
    hash: `${stat.mtimeMs} ${stat.size}`,
    at: stat.mtime,
  };
}

function loaded(path: string, role: Loaded['role'], source: Source, stamp: string, known?: Loaded): Loaded {
  const text = source.text ?? '';
  const keep = { stamp, role, entry: known?.entry ?? null, broken: true };
  const read = role.yaml ? readYaml(text) : readFrontMatter(text);
  if (!read.ok) return keep;
  const { data, body } = read.value;
  const parsed = role.schema.safeParse(data);
  if (!parsed.success) return keep;
  const hash = createHash('sha256').update(text).digest('hex');
  const entry = new LazyEntry({
    slug: role.slug,
    file: path,
    words: parsed.data,
    body,
    hash,
    modified: source.at,
  });
  return { stamp, role, entry, broken: false };
}
