import { z } from 'zod';
import { productBySku, productBySlug } from '#src/catalog/product-store.ts';
import { chosenVariant, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { errorMessage, info, outcome, type Answer, type Door } from './door.ts';
import { extensionsOf } from './extensions.ts';
import { productRecord } from './product-record.ts';
import { contextSchema, filtersSchema } from './search-catalog.ts';

const id = z.string().min(1).max(300);
export const lookupSchema = z.looseObject({
  ids: z.array(id).min(1).max(50),
  context: contextSchema.optional(),
  filters: filtersSchema.optional(),
});
export const productSchema = z.looseObject({
  id,
  selected: z
    .array(z.looseObject({ name: z.string().max(200), label: z.string().max(300) }))
    .max(20)
    .optional(),
  preferences: z.array(z.string().max(200)).max(20).optional(),
  context: contextSchema.optional(),
});

interface Named {
  readonly product: Product;
  readonly variant: Variant;
  readonly match: 'exact' | 'featured';
}

/** What an id names: a variant by its SKU, else a product by the last part of its address, with the variant its page shows. */
async function named(db: Database, name: string): Promise<Named | null> {
  const bySku = await productBySku(db, name);
  if (bySku) return { ...bySku, match: 'exact' };
  const product = await productBySlug(db, name);
  return product && { product, variant: chosenVariant(product), match: 'featured' };
}

/** Each product that is named once, with the variants that were meant and by which name. */
export async function lookUpCatalog(door: Door, { ids }: z.infer<typeof lookupSchema>): Promise<Answer> {
  const asked = [...new Set(ids)];
  const found = await Promise.all(asked.map(async (name) => ({ name, of: await named(door.db, name) })));
  const missing = found.flatMap(({ name, of }) => (of ? [] : [name]));
  const products = Map.groupBy(
    found.flatMap(({ name, of }) => (of ? [{ name, ...of }] : [])),
    ({ product }) => product.id,
  );
  return {
    ok: true,
    status: 200,
    body: {
      products: [...products.values()].map((names) => {
        const [{ product }] = names as [(typeof names)[number]];
        const variants = [...new Map(names.map(({ variant }) => [variant.sku, variant])).values()];
        const record = productRecord(door, product, variants);
        return {
          ...record,
          variants: (record['variants'] as readonly Record<string, unknown>[]).map((variant) => ({
            ...variant,
            inputs: names
              .filter((one) => one.variant.sku === variant['id'])
              .map(({ name, match }) => ({ id: name, match })),
          })),
        };
      }),
      ...(missing.length
        ? { messages: missing.map((name) => info('not_found', `Nothing here is called ${name}.`)) }
        : {}),
    },
  };
}

/** A product whole, with the variant that the selections lead to, and for every choice whether it can be had with the others. */
export async function getProduct(
  door: Door,
  { id: name, selected = [], preferences = [] }: z.infer<typeof productSchema>,
): Promise<Answer> {
  const found = await named(door.db, name);
  if (!found)
    return outcome(404, errorMessage('not_found', `Nothing here is called ${name}.`, 'unrecoverable'));
  const { product } = found;
  const wished = selected.length
    ? new Map(selected.map((one) => [one.name, one.label]))
    : new Map(found.match === 'exact' ? Object.entries(found.variant.options) : []);
  const { variant, kept } = nearest(product, wished, preferences) ?? { variant: found.variant, kept: wished };
  const rest = product.variants.filter((one) => one !== variant);
  return {
    ok: true,
    status: 200,
    body: {
      product: {
        ...productRecord(door, product, [variant, ...rest]),
        ...(product.options.length
          ? {
              selected: Object.entries(variant.options).map(([option, label]) => ({ name: option, label })),
              options: product.options.map(({ name: option, values }) => ({
                name: option,
                values: values.map((label) => {
                  const with_ = product.variants.filter((one) =>
                    fits(one, new Map([...kept, [option, label]])),
                  );
                  return { label, available: with_.some(isAvailable), exists: with_.length > 0 };
                }),
              })),
            }
          : {}),
      },
      ...(await extensionsOf(door, product)),
    },
  };
}

const fits = (variant: Variant, wished: ReadonlyMap<string, string>): boolean =>
  [...wished].every(([option, label]) => variant.options[option] === label);

/** The first variant that fits, one that can be had before others; what is preferred least gives way first. */
function nearest(
  product: Product,
  wished: ReadonlyMap<string, string>,
  preferences: readonly string[],
): { readonly variant: Variant; readonly kept: ReadonlyMap<string, string> } | null {
  const order = [...wished.keys()].toSorted((a, b) => rank(preferences, a) - rank(preferences, b));
  for (let count = order.length; count >= 0; count--) {
    const kept = new Map(order.slice(0, count).map((option) => [option, wished.get(option) ?? '']));
    const fitting = product.variants.filter((one) => fits(one, kept));
    const variant = fitting.find(isAvailable) ?? fitting[0];
    if (variant && kept.size + product.options.length > 0) return { variant, kept };
  }
  return null;
}

const rank = (preferences: readonly string[], option: string): number =>
  preferences.includes(option) ? preferences.indexOf(option) : preferences.length;
