import { categories, type Category } from '#src/catalog/category-store.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';

export interface NavigationEntry {
  readonly slug: string;
  readonly name: string;
  readonly products: number;
  readonly below: readonly NavigationEntry[];
}

const KEEP_MS = 30_000; // counts in a menu may be half a minute old; counting a large catalogue on each page may not
const kept = new WeakMap<Database, { readonly at: number; readonly all: Promise<readonly Category[]> }>();

/** The categories that have products, as a tree in the order of content/categories, then by name. */
export async function navigation(
  db: Database,
  content: Content,
  now: number,
): Promise<readonly NavigationEntry[]> {
  const known = kept.get(db);
  const fresh = known && now - known.at < KEEP_MS ? known : { at: now, all: categories(db) };
  if (fresh !== known) {
    kept.set(db, fresh);
    fresh.all.then(
      (all) => all.length === 0 && kept.delete(db),
      () => kept.delete(db),
    );
  }
  const all = await fresh.all;
  const order = (slug: string) => content.category(slug)?.words.order ?? Number.MAX_SAFE_INTEGER;
  const below = (parent: string | null): readonly NavigationEntry[] =>
    all
      .filter((category) => category.parentSlug === parent)
      .toSorted((a, b) => order(a.slug) - order(b.slug) || a.name.localeCompare(b.name))
      .map(({ slug, name, products }) => ({ slug, name, products, below: below(slug) }));
  return below(null);
}

/** The entry of that address, anywhere in the tree. */
export function navigationEntry(
  entries: readonly NavigationEntry[],
  slug: string,
): NavigationEntry | undefined {
  for (const entry of entries) {
    if (entry.slug === slug) return entry;
    const found = navigationEntry(entry.below, slug);
    if (found) return found;
  }
  return undefined;
}
