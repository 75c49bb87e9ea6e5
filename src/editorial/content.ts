import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileRole, type FileRole, type Kind, type RuleKind } from './files.ts';
import { readFrontMatter, readYaml } from './front-matter.ts';
import { markdownToHtml } from './markdown.ts';
import type { ImportWords } from './import-schema.ts';
import type { HandoffWords } from './handoff-schema.ts';
import type { BundleWords, KitWords } from './kit-schema.ts';
import type { OfferWords } from './offer-schema.ts';
import type { ProgramWords } from './program-schema.ts';
import type { TaxWords } from './tax-schema.ts';
import type { GuidanceWords, VoiceWords } from './voice.ts';
import { watchFolder } from './watch-folder.ts';
import type {
  CategoryWords,
  FaqWords,
  GlossaryWords,
  GuideWords,
  PolicyWords,
  ProductWords,
  StoreWords,
} from './schemas.ts';

/** One file of words: its fields, its Markdown and the safe HTML of it, which is made when it is first asked for. */
export interface Entry<Words> {
  readonly slug: string;
  /** Path below content/. */
  readonly file: string;
  readonly words: Words;
  readonly body: string;
  readonly html: string;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  /** When these words were first seen; where nobody has kept that, the date of the file. */
  readonly modified: Date;
}

/** By file: since when it holds the words of that hash. */
export type FileDates = ReadonlyMap<string, { readonly hash: string; readonly changed: Date }>;

export interface Content {
  readonly store: StoreWords;
  readonly productWords: (slug: string) => Entry<ProductWords> | null;
  readonly products: readonly Entry<ProductWords>[];
  readonly guides: readonly Entry<GuideWords>[];
  readonly guide: (slug: string) => Entry<GuideWords> | null;
  readonly faqs: readonly Entry<FaqWords>[];
  readonly policies: readonly Entry<PolicyWords>[];
  readonly policy: (slug: string) => Entry<PolicyWords> | null;
  readonly categories: readonly Entry<CategoryWords>[];
  readonly category: (slug: string) => Entry<CategoryWords> | null;
  /** The words of the trade explained; null where the shop has no glossary. */
  readonly glossary: Entry<GlossaryWords> | null;
  /** Offers by the name of their file; what they mean is in src/loyalty. */
  readonly offers: readonly Entry<OfferWords>[];
  /** What a goal needs, and what can fill it. */
  readonly kits: readonly Entry<KitWords>[];
  readonly kit: (slug: string) => Entry<KitWords> | null;
  /** Products that cost less together. */
  readonly bundles: readonly Entry<BundleWords>[];
  /** The rewards program; null where the shop has none. */
  readonly program: Entry<ProgramWords> | null;
  /** Which tax is added, by address and category; null where none is. */
  readonly taxes: Entry<TaxWords> | null;
  /** How exports are read; null where the shop has not said. */
  readonly import: Entry<ImportWords> | null;
  /** When a person takes over and when one answers; null where the shop has not said. */
  readonly handoff: Entry<HandoffWords> | null;
  /** How the assistant words its sentences, a file each. */
  readonly voice: readonly Entry<VoiceWords>[];
  /** What marketers tell the assistant in plain words. */
  readonly guidance: readonly Entry<GuidanceWords>[];
  /** Changes with any file: for ETags and caches. */
  readonly version: string;
  /** Files left out because they cannot be read as their kind; `npm run lint:content` explains each. */
  readonly leftOut: readonly string[];
}

export interface ContentStore {
  /** The words as the files stand now. A file broken by an edit keeps its last good version. */
  current(): Content;
  /** Calls back after files changed, once a burst, until the answered function is called. */
  onChange(listener: () => void): () => void;
  /** From now on, files that hold words of those hashes are dated so. */
  date(dates: FileDates): void;
  close(): void;
}

interface Loaded {
  readonly stamp: string;
  readonly role: FileRole;
  readonly entry: LazyEntry | null;
  readonly broken: boolean;
}

/** Rendering every file would be a third of a start. */
class LazyEntry implements Entry<unknown> {
  readonly slug: string;
  readonly file: string;
  readonly words: unknown;
  readonly body: string;
  readonly hash: string;
  readonly modified: Date;
  readonly #rendered: { html?: string };

  constructor(of: Omit<Entry<unknown>, 'html'>, rendered: { html?: string } = {}) {
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
}

const CHECK_EVERY_MS = 1_000; // how stale words may be where the system cannot watch folders

/** Opens the folder of words. Throws where store.yaml is missing or wrong: without it there is no shop. */
export function openContent(folder: string): ContentStore {
  let loaded = new Map<string, Loaded>();
  let content: Content | undefined;
  let dirty = true;
  let checked = 0;
  let dates: FileDates = new Map();
  const listeners = new Set<() => void>();
  let burst: NodeJS.Timeout | undefined;
  const watcher = watchFolder(folder, () => {
    dirty = true;
    clearTimeout(burst);
    burst = setTimeout(() => listeners.forEach((listener) => listener()), 50);
    burst.unref();
  });

  return {
    current() {
      const overdue = !watcher && Date.now() - checked > CHECK_EVERY_MS;
      if (!content || dirty || overdue) {
        dirty = false;
        checked = Date.now();
        loaded = load(folder, loaded);
        content = assemble(folder, dated(loaded, dates));
      }
      return content;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    date(known) {
      dates = known;
      dirty = true;
    },
    close() {
      clearTimeout(burst);
      watcher?.close();
    },
  };
}

function load(folder: string, before: ReadonlyMap<string, Loaded>): Map<string, Loaded> {
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

/** The files with the date of their words where that is known. */
function dated(loaded: ReadonlyMap<string, Loaded>, dates: FileDates): ReadonlyMap<string, Loaded> {
  return new Map(
    [...loaded].map(([path, one]) => {
      const known = dates.get(path);
      const changed = one.entry && known?.hash === one.entry.hash ? known.changed : null;
      return [path, one.entry && changed ? { ...one, entry: one.entry.dated(changed) } : one];
    }),
  );
}

function assemble(folder: string, loaded: ReadonlyMap<string, Loaded>): Content {
  const all = [...loaded.values()];
  const store = all.find((one) => one.role.kind === 'store')?.entry as Entry<StoreWords> | null | undefined;
  if (!store)
    throw new Error(
      `${folder}/store.yaml is missing or cannot be read. Run \`npm run lint:content\` to see why.`,
    );
  const of = <Words>(kind: Kind | RuleKind, yaml?: boolean) =>
    all
      .filter(({ role, entry }) => role.kind === kind && entry && (yaml ?? role.yaml) === role.yaml)
      .map((one) => one.entry as Entry<Words>);
  const find = <Words>(entries: readonly Entry<Words>[]) => {
    const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
    return (slug: string) => bySlug.get(slug) ?? null;
  };
  const products = of<ProductWords>('products');
  const guides = of<GuideWords>('guides').toSorted((a, b) => b.words.updated.localeCompare(a.words.updated));
  const faqs = of<FaqWords>('faqs').toSorted((a, b) => a.words.order - b.words.order);
  const policies = of<PolicyWords>('policies');
  const categories = of<CategoryWords>('categories').toSorted((a, b) => a.words.order - b.words.order);
  const kits = of<KitWords>('kits');
  const version = createHash('sha256');
  for (const one of all) version.update(one.entry?.hash ?? '');
  return {
    store: store.words,
    products,
    productWords: find(products),
    guides,
    guide: find(guides),
    faqs,
    policies,
    policy: find(policies),
    categories,
    category: find(categories),
    glossary:
      (all.find((one) => one.role.kind === 'glossary')?.entry as Entry<GlossaryWords> | null | undefined) ??
      null,
    offers: of<OfferWords>('offers'),
    kits,
    kit: find(kits),
    bundles: of<BundleWords>('bundles'),
    program:
      (all.find((one) => one.role.kind === 'loyalty')?.entry as Entry<ProgramWords> | null | undefined) ??
      null,
    taxes:
      (all.find((one) => one.role.kind === 'taxes')?.entry as Entry<TaxWords> | null | undefined) ?? null,
    import:
      (all.find((one) => one.role.kind === 'import')?.entry as Entry<ImportWords> | null | undefined) ?? null,
    handoff:
      (all.find((one) => one.role.kind === 'handoff')?.entry as Entry<HandoffWords> | null | undefined) ??
      null,
    voice: of<VoiceWords>('voice', true),
    guidance: of<GuidanceWords>('voice', false),
    version: version.digest('hex').slice(0, 16),
    leftOut: [...loaded].filter(([, one]) => one.broken).map(([path]) => path),
  };
}
