import { categories, type Category } from '#src/catalog/category-store.ts';
import type { Database } from '#src/database/database.ts';
import { changesOf, stillStands, type SettledChanges } from '#src/database/changes.ts';
import { followVersion } from '#src/database/follow-version.ts';
import type { Content } from '#src/editorial/content.ts';

export interface NavigationEntry {
  readonly slug: string;
  readonly name: string;
  readonly products: number;
  readonly below: readonly NavigationEntry[];
}

const listed = followVersion<readonly Category[], SettledChanges>((db) => categories(db), stillStands);

/** The tree last made of those categories: each page shows it twice, and sorting is by the words' own alphabet. */
const trees = new WeakMap<
  readonly Category[],
  { readonly content: Content; readonly tree: readonly NavigationEntry[] }
>();

/** The categories that have products, as a tree in the order of content/categories, then those with most products first. */
export async function navigation(db: Database, content: Content): Promise<readonly NavigationEntry[]> {
  const all = await listed.at(db, await changesOf(db));
  const known = trees.get(all);
  if (known?.content === content) return known.tree;
  const tree = treeOf(all, content);
  trees.set(all, { content, tree });
  return tree;
}

function treeOf(all: readonly Category[], content: Content): readonly NavigationEntry[] {
  const order = (slug: string) => content.category(slug)?.words.order ?? Number.MAX_SAFE_INTEGER;
  const below = (parent: string | null): readonly NavigationEntry[] =>
    all
      .filter((category) => category.parentSlug === parent)
      .toSorted(
        (a, b) => order(a.slug) - order(b.slug) || b.products - a.products || a.name.localeCompare(b.name),
      )
      .map(({ slug, name, products }) => ({ slug, name, products, below: below(slug) }));
  return below(null);
}

const MOST_MAIN = 10; // more is no menu any more

/** What the menu of every page shows; the rest is reached from the home page and from all products. */
export const mainEntries = (entries: readonly NavigationEntry[]): readonly NavigationEntry[] =>
  entries.slice(0, MOST_MAIN);

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

/** Links as the merchant names them, without those to shelves that the shop has not; a query may follow a shelf's address. */
export const standingLinks = (
  links: readonly { readonly label: string; readonly to: string }[],
  entries: readonly NavigationEntry[],
): readonly { readonly href: string; readonly label: string }[] =>
  links.flatMap(({ label, to: href }) => {
    const [, slug] = /^\/c\/([^?#]+)/.exec(href) ?? [];
    return slug === undefined || navigationEntry(entries, slug) ? [{ href, label }] : [];
  });
