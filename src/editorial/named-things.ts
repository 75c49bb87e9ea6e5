import type { SoldNames } from '#src/catalog/sold-names.ts';
import type { FileRole } from './files.ts';
import type { BundleWords, KitWords } from './kit-schema.ts';
import type { OfferWords } from './offer-schema.ts';
import type { FaqWords, GuideWords, ProductWords, StoreWords } from './schemas.ts';

export type NamedKind = keyof SoldNames | 'tiers' | 'offers';

/** A name in the fields of a file of something that has to exist elsewhere. */
export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
  readonly path: readonly (string | number)[];
  /** What stands before the name in the field: `/c/` in an address. */
  readonly before?: string;
}

const each = (kind: NamedKind, names: readonly string[] | undefined, path: Named['path']): readonly Named[] =>
  (names ?? []).map((name, at) => ({ kind, name, path: [...path, at] }));

const SELECTED = ['products', 'categories', 'brands', 'tags'] as const;
type Selection = Partial<Record<(typeof SELECTED)[number], string[] | undefined>>;

const selected = (selection: Selection | undefined, path: Named['path']): readonly Named[] =>
  SELECTED.flatMap((kind) => each(kind, selection?.[kind], [...path, kind]));

/** Everything that an offer names: products and categories, tiers of the program, other offers. */
function namedByOffer({ products, when, reward, stacking }: OfferWords): readonly Named[] {
  const got = reward.buyGet?.products;
  const one = (name: string | undefined, ...path: string[]): readonly Named[] =>
    name === undefined ? [] : [{ kind: 'categories', name, path }];
  return [
    ...selected(products, ['products']),
    ...selected(products?.except, ['products', 'except']),
    ...selected(got, ['reward', 'buyGet', 'products']),
    ...selected(got?.except, ['reward', 'buyGet', 'products', 'except']),
    ...one(when?.firstPurchaseOf, 'when', 'firstPurchaseOf'),
    ...one(when?.affinity?.category, 'when', 'affinity', 'category'),
    ...one(when?.lapse?.category, 'when', 'lapse', 'category'),
    ...each('tiers', when?.tiers, ['when', 'tiers']),
    ...each('offers', stacking?.notWith, ['stacking', 'notWith']),
  ];
}

export const namedByBundle = ({ items }: BundleWords): readonly Named[] =>
  items.map(({ product }, at) => ({ kind: 'products', name: product, path: ['items', at, 'product'] }));

const namedByKit = ({ roles }: KitWords): readonly Named[] =>
  roles.flatMap(({ categories, products, except }, at) => [
    ...each('categories', categories, ['roles', at, 'categories']),
    ...each('products', products, ['roles', at, 'products']),
    ...each('products', except, ['roles', at, 'except']),
  ]);

/** Shelves and products that links of the look lead to. */
function namedByLook(look: StoreWords['look']): readonly Named[] {
  const leads = (to: string | undefined, path: Named['path']): readonly Named[] => {
    const [, page, name] = /^\/([cp])\/([^?#]+)/.exec(to ?? '') ?? [];
    return name ? [{ kind: page === 'c' ? 'categories' : 'products', name, path, before: `/${page}/` }] : [];
  };
  return [
    ...leads(look?.announcement?.to, ['look', 'announcement', 'to']),
    ...(look?.navigation ?? []).flatMap(({ to }, at) => leads(to, ['look', 'navigation', at, 'to'])),
    ...(look?.footer ?? []).flatMap(({ links }, column) =>
      links.flatMap(({ to }, at) => leads(to, ['look', 'footer', column, 'links', at, 'to'])),
    ),
  ];
}

/** Everything that the fields of a file of words name. */
export function namedBy(kind: FileRole['kind'], words: unknown): readonly Named[] {
  switch (kind) {
    case 'offers':
      return namedByOffer(words as OfferWords);
    case 'bundles':
      return namedByBundle(words as BundleWords);
    case 'kits':
      return namedByKit(words as KitWords);
    case 'guides': {
      const { products, categories } = words as GuideWords;
      return selected({ products, categories }, []);
    }
    case 'faqs':
      return each('categories', (words as FaqWords).categories, ['categories']);
    case 'products': {
      const { goesWith, accessoryFor, consumableFor } = words as ProductWords;
      return [
        ...each('products', goesWith, ['goesWith']),
        ...each('products', accessoryFor, ['accessoryFor']),
        ...each('products', consumableFor, ['consumableFor']),
      ];
    }
    case 'policies': {
      const { rules } = words as { rules?: readonly Selection[] };
      return (rules ?? []).flatMap((rule, at) => selected(rule, ['rules', at]));
    }
    case 'store': {
      const { home, look } = words as StoreWords;
      return [...each('products', home.featured, ['home', 'featured']), ...namedByLook(look)];
    }
    default:
      return [];
  }
}
