import type { Database } from '#src/database/database.ts';
import type { KitWords } from '#src/editorial/kit-schema.ts';
import { productsOfRoles, sizeOf } from './kit-candidates.ts';

/** The sizes a shopper can name for a kit, by kind, from what is in stock. */
export async function kitSizes(
  db: Database,
  kit: KitWords,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const products = await productsOfRoles(
    db,
    kit.roles.filter((role) => role.size),
  );
  const sizes: Record<string, Set<string>> = {};
  for (const role of kit.roles) {
    if (!role.size) continue;
    const known = (sizes[role.size] ??= new Set());
    for (const { variant } of (products.get(role.role) ?? []).flatMap((product) =>
      product.variants.map((one) => ({ variant: one })),
    )) {
      const size = sizeOf(variant);
      if (size && variant.availability.state !== 'sold-out') known.add(size);
    }
  }
  return Object.fromEntries(Object.entries(sizes).map(([kind, known]) => [kind, [...known]]));
}
