import { messagesOf } from '#src/messages/messages.ts';
import { newArrivals } from '#src/catalog/new-arrivals.ts';
import { chosenVariant, type Product, type Variant } from '#src/catalog/product.ts';
import { shownProducts, shownBySlug } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';

interface HomeList {
  readonly kind: 'popular' | 'new' | 'reduced';
  readonly title: string;
  readonly shown: readonly { readonly product: Product; readonly variant: Variant }[];
}

/** What the home page shows of the goods. */
export interface HomeLists {
  /** What store.yaml names, as far as it is sold. */
  readonly featured: readonly Product[];
  /** Where that is nothing, or the look of the home page asks for one: what people buy most, what is new and what is reduced, each where there is such a thing. */
  readonly lists: readonly HomeList[];
  /** Of all products, where lists are shown. */
  readonly total: number;
}

const MOST_FIRST = 9; // fills the rows of the grids of the page, with one at its head
const MOST_OTHER = 4; // one row
const LISTS: ReadonlySet<string> = new Set<HomeList['kind']>(['popular', 'new', 'reduced']);
const REDUCED: Filter = { kind: 'flag', key: 'on_sale', label: 'On sale', value: true };

export async function homeLists(db: Database, { store }: Content): Promise<HomeLists> {
  const featured = await shownBySlug(db, store.home.featured);
  const asksLists = store.look?.home?.some((section) => LISTS.has(section)) ?? false;
  if (featured.length > 0 && !asksLists) return { featured, lists: [], total: 0 };
  const { currency, locale } = store;
  const say = messagesOf(locale);
  const view = { page: 1, currency, locale };
  const [all, reduced, arrived] = await Promise.all([
    search(db, emptyQuery, { ...view, perPage: MOST_FIRST }),
    search(db, { ...emptyQuery, filters: [REDUCED] }, { ...view, perPage: MOST_OTHER }),
    newArrivals(db, MOST_OTHER).then((ids) => shownProducts(db, ids)),
  ]);
  const lists: readonly HomeList[] = [
    { kind: 'popular', title: say.home.fromTheShop, shown: all.hits },
    {
      kind: 'new',
      title: say.home.newHere,
      shown: arrived.map((product) => ({ product, variant: chosenVariant(product) })),
    },
    { kind: 'reduced', title: say.home.reduced, shown: reduced.hits },
  ];
  return { featured, lists: lists.filter(({ shown }) => shown.length > 0), total: all.total };
}
