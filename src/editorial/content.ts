import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Kind, RuleKind } from './files.ts';
import type { ImportWords } from './import-schema.ts';
import type { HandoffWords } from './handoff-schema.ts';
import type { BundleWords, KitWords } from './kit-schema.ts';
import { contentSources, type ContentSources } from './content-sources.ts';
import { loadFiles, type Loaded } from './load-files.ts';
import type { OfferWords } from './offer-schema.ts';
import type { ProgramWords } from './program-schema.ts';
import type { TaxWords } from './tax-schema.ts';
import { namedInAll } from './resting/named-in-words.ts';
import { restWords, type Resting } from './resting/rest-words.ts';
import { isSameStock, type NamedInWords, type Stocked } from './resting/stocked.ts';
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

/** Wordings that stand in the place of files, by path below content/; a text of null takes the file off. */
export type Overlay = ReadonlyMap<
  string,
  { readonly text: string | null; readonly hash: string; readonly at: Date }
>;

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
  /** Files left out because the shop does not sell what they speak of, each with the reason. */
  readonly resting: readonly Resting[];
  /** Whether the goods on the shelves are the demonstration's, whose brands and products are made up. */
  readonly isMadeUp: boolean;
}

export interface ContentStore {
  /**
   * The words as the files stand now, without those that rest (decision 196). A file broken by an edit keeps its last
   * good version.
   */
  current(): Content;
  /** The same with nothing left to rest. */
  written(): Content;
  /** What the files name of what a shop can sell. */
  named(): NamedInWords;
  /** From now on, words rest that speak of what is not for sale. */
  stock(stocked: Stocked): void;
  /** From now on, those wordings stand in the place of files; calls back as a changed file does where one is new. */
  overlay(published: Overlay): void;
  /** The files and wordings that words are read from now. */
  sources(): ContentSources;
  /** Calls back after files changed, once a burst, until the answered function is called. */
  onChange(listener: () => void): () => void;
  /** From now on, files that hold words of those hashes are dated so. */
  date(dates: FileDates): void;
  close(): void;
}

const drafts = new AsyncLocalStorage<Overlay>();

/** Runs something that reads words as if that draft were published; everybody else reads what is. */
export const asIfPublished = <Result>(draft: Overlay, run: () => Promise<Result>): Promise<Result> =>
  drafts.run(draft, run);

const CHECK_EVERY_MS = 1_000; // how stale words may be where the system cannot watch folders

/** Opens the folder of words. Throws where store.yaml is missing or wrong: without it there is no shop. */
export function openContent(folder: string): ContentStore {
  let loaded = new Map<string, Loaded>();
  let content: Content | undefined;
  let written: Content | undefined;
  let stocked: Stocked | null = null;
  let dirty = true;
  let checked = 0;
  let dates: FileDates = new Map();
  let published: Overlay = new Map();
  const previews = new WeakMap<Overlay, Content>();
  const listeners = new Set<() => void>();
  let burst: NodeJS.Timeout | undefined;
  const watcher = watchFolder(folder, () => {
    tellSoon();
  });

  function tellSoon(): void {
    dirty = true;
    clearTimeout(burst);
    burst = setTimeout(() => listeners.forEach((listener) => listener()), 50);
    burst.unref();
  }

  function refresh(): void {
    const overdue = !watcher && Date.now() - checked > CHECK_EVERY_MS;
    if (!dirty && !overdue) return;
    dirty = false;
    checked = Date.now();
    loaded = loadFiles(folder, loaded, published);
    content = undefined;
    written = undefined;
  }

  return {
    current() {
      refresh();
      const draft = drafts.getStore();
      if (draft) {
        const seen =
          previews.get(draft) ??
          assemble(
            folder,
            dated(loadFiles(folder, loaded, new Map([...published, ...draft])), dates),
            stocked,
          );
        previews.set(draft, seen);
        return seen;
      }
      return (content ??= assemble(folder, dated(loaded, dates), stocked));
    },
    written() {
      refresh();
      return (written ??= assemble(folder, dated(loaded, dates), null));
    },
    named() {
      refresh();
      return namedInAll(loaded.values());
    },
    stock(known) {
      if (!isSameStock(stocked, known)) content = undefined; // a new reading tells every cache of pages
      stocked = known;
    },
    overlay(now) {
      const isSame =
        now.size === published.size &&
        [...now].every(([path, { hash }]) => published.get(path)?.hash === hash);
      if (isSame) return;
      published = now;
      tellSoon();
    },
    sources: () => contentSources(folder, published),
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

function assemble(folder: string, loaded: ReadonlyMap<string, Loaded>, stocked: Stocked | null): Content {
  const { standing, resting, isLeft } = restWords(folder, loaded, stocked);
  const all = [...standing.values()];
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
  const policies = of<PolicyWords>('policies').filter(({ words }) => !words.draft);
  const categories = of<CategoryWords>('categories').toSorted((a, b) => a.words.order - b.words.order);
  const kits = of<KitWords>('kits');
  const version = createHash('sha256');
  for (const one of all) version.update(one.entry?.hash ?? '');
  if (isLeft) version.update('left');
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
    resting,
    isMadeUp: store.words.demonstration && !isLeft,
  };
}
