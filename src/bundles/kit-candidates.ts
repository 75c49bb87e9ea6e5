import { productsById } from '#src/catalog/product-store.ts';
import { attributeOf, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { sizeSpellings } from '#src/language/sizes.ts';
import type { KitRole, KitWords } from '#src/editorial/kit-schema.ts';

/** A product that can fill a part, in the choice that suits the shopper. */
export interface Filling {
  readonly product: Product;
  readonly variant: Variant;
  readonly score: number;
  /** Uses of the kit that the product states. */
  readonly uses: readonly string[];
  /** Whether other sizes are in stock and none was asked for: the shopper should look. */
  readonly sizeOpen: boolean;
}

const MOST_OF_ROLE = 60;

/** Every published product that these roles could use, by role: what they name first, then the more popular. */
export async function productsOfRoles(
  db: Database,
  roles: readonly KitRole[],
): Promise<ReadonlyMap<string, readonly Product[]>> {
  const categories = [...new Set(roles.flatMap((role) => role.categories ?? []))];
  const named = [...new Set(roles.flatMap((role) => role.products ?? []))];
  const { rows } = await rowsOf({
    ...columns('product', 'id', 'slug'),
    shelves: tables.product.category_slugs,
  })`
    select id, slug, category_slugs as shelves from product
    where status = 'active' and (category_slugs && ${categories}::text[] or slug = any(${named}::text[]))
    order by popularity desc, id`.execute(db);
  const found = roles.map((role) => {
    const place = (slug: string) => {
      const at = role.products?.indexOf(slug) ?? -1;
      return at < 0 ? Infinity : at;
    };
    const ids = rows
      .filter(
        ({ slug, shelves }) =>
          !role.except?.includes(slug) &&
          (place(slug) < Infinity || (role.categories ?? []).some((one) => shelves.includes(one))),
      )
      .toSorted((a, b) => (place(a.slug) === place(b.slug) ? 0 : place(a.slug) - place(b.slug)))
      .slice(0, MOST_OF_ROLE)
      .map(({ id }) => id);
    return { role: role.role, ids };
  });
  const all = new Map(
    (await productsById(db, [...new Set(found.flatMap(({ ids }) => ids))])).map((one) => [one.id, one]),
  );
  return new Map(found.map(({ role, ids }) => [role, ids.flatMap((id) => all.get(id) ?? [])]));
}

/** The products that can fill a role now: in stock in the size, stating what the role asks. */
export function fillingsOf(
  kit: KitWords,
  role: KitRole,
  products: readonly Product[],
  size: string | null,
): readonly Filling[] {
  return products.flatMap((product): Filling[] => {
    if (!(role.where ?? []).every((one) => states(product, one))) return [];
    const open = product.variants.filter(isAvailable);
    const fitting = size === null ? open : open.filter((variant) => isOfSize(variant, size));
    const [first, ...rest] = fitting;
    if (!first) return [];
    const variant = rest.reduce((best, one) => (one.price.minor < best.price.minor ? one : best), first);
    const uses = usesOf(product).filter((use) => kit.uses.some((one) => one.toLowerCase() === use));
    const sizes = new Set(open.map((one) => sizeOf(one)).filter((one) => one !== null));
    return [
      {
        product,
        variant,
        uses,
        score: scoreOf(role, product, uses),
        sizeOpen: size === null && role.size !== undefined && sizes.size > 1,
      },
    ];
  });
}

/** How well a product suits a role, from what the merchant wrote: named first, made for the uses, well rated. */
function scoreOf(role: KitRole, product: Product, uses: readonly string[]): number {
  const named = role.products?.indexOf(product.slug) ?? -1;
  const place = named < 0 ? 0 : Math.max(4, 40 - 6 * named);
  const rated = product.rating
    ? Math.round(4 * (product.rating.average - 3) * Math.min(1, product.rating.count / 5))
    : 0;
  return role.weight * Math.max(1, 20 + place + 12 * Math.min(3, uses.length) + rated);
}

const usesOf = (product: Product): readonly string[] => {
  const use = attributeOf(product, 'use');
  return use?.kind === 'words' ? use.values.map((value) => value.toLowerCase()) : [];
};

/** The value of the option that is a size; null where a product comes in none. */
export function sizeOf(variant: Variant): string | null {
  const entry = Object.entries(variant.options).find(([option]) => /^(size|length)$/i.test(option));
  return entry?.[1] ?? null;
}

/** Whether a variant is of that size, as search reads sizes; what comes in no size is of every size, and `M` is part of `M/L`. */
function isOfSize(variant: Variant, size: string): boolean {
  const own = sizeOf(variant);
  if (own === null) return true;
  const wanted = new Set([size.trim().toLowerCase(), ...sizeSpellings(size)]);
  return [own, ...own.split('/')].some((one) => wanted.has(one.trim().toLowerCase()));
}

function states(product: Product, one: NonNullable<KitRole['where']>[number]): boolean {
  const attribute = attributeOf(product, one.key);
  if (!attribute) return false;
  if (attribute.kind === 'number')
    return (
      (one.atLeast === undefined || attribute.value >= one.atLeast) &&
      (one.atMost === undefined || attribute.value <= one.atMost) &&
      (one.is === undefined || String(attribute.value) === one.is)
    );
  if (one.is === undefined) return false;
  if (attribute.kind === 'flag') return (attribute.value ? 'yes' : 'no') === one.is.toLowerCase();
  return attribute.values.some((value) => value.toLowerCase() === one.is?.toLowerCase());
}

/** Whether two products may be in one kit by its rules. */
export function fitTogether(
  kit: KitWords,
  a: { readonly role: string; readonly product: Product },
  b: { readonly role: string; readonly product: Product },
): boolean {
  return kit.together.every((rule) => {
    if ('never' in rule) {
      const [one, other] = rule.never;
      const slugs = [a.product.slug, b.product.slug];
      return !(slugs.includes(one) && slugs.includes(other));
    }
    if (!rule.of.includes(a.role) || !rule.of.includes(b.role) || a.role === b.role) return true;
    const values = [a, b].map(({ product }) => valuesOf(product, rule.same));
    const [left, right] = values as [readonly string[], readonly string[]];
    return !left.length || !right.length || left.some((value) => right.includes(value));
  });
}

function valuesOf(product: Product, key: string): readonly string[] {
  const attribute = attributeOf(product, key);
  if (!attribute) return [];
  if (attribute.kind === 'words') return attribute.values.map((value) => value.toLowerCase());
  return [
    attribute.kind === 'number' ? `${attribute.value} ${attribute.unit ?? ''}` : String(attribute.value),
  ];
}
