import { sql } from 'kysely';
import type { Attribute } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';

interface VariantRow {
  readonly options?: Readonly<Record<string, string>>;
  readonly attributes?: readonly Attribute[];
  readonly price: number;
  readonly stock?: number;
}

export interface ProductRow {
  readonly title: string;
  readonly brand?: string;
  readonly path: readonly string[];
  readonly attributes?: readonly Attribute[];
  readonly variants: readonly VariantRow[];
}

export const number = (key: string, label: string, value: number, unit: string | null): Attribute => ({
  key,
  label,
  kind: 'number',
  value,
  unit,
});
export const flag = (key: string, label: string, value: boolean): Attribute => ({
  key,
  label,
  kind: 'flag',
  value,
});
export const words = (key: string, label: string, ...values: string[]): Attribute => ({
  key,
  label,
  kind: 'words',
  values,
});

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Puts products into an empty database and indexes them. */
export async function stock(db: Database, rows: readonly ProductRow[]): Promise<void> {
  for (const [at, row] of rows.entries()) {
    const slugs = row.path.map((_, level) =>
      row.path
        .slice(0, level + 1)
        .map(slug)
        .join('/'),
    );
    for (const [level, one] of slugs.entries()) {
      await sql`insert into category (slug, parent_slug, name, depth)
        values (${one}, ${slugs[level - 1] ?? null}, ${row.path[level] ?? ''}, ${level}) on conflict do nothing`.execute(
        db,
      );
    }
    const names = [...new Set(row.variants.flatMap((variant) => Object.keys(variant.options ?? {})))];
    const product = await sql<{ id: number }>`
      insert into product (slug, source, source_key, title, brand, category_path, category_slugs, options, attributes, content_hash)
      values (${slug(row.title)}, 'test', ${row.title}, ${row.title}, ${row.brand ?? null}, ${[...row.path]}::text[],
        ${slugs}::text[], ${JSON.stringify(names.map((name) => ({ name, values: [] })))}::jsonb,
        ${JSON.stringify(row.attributes ?? [])}::jsonb, 'x') returning id`.execute(db);
    for (const [position, variant] of row.variants.entries()) {
      const { rows: made } = await sql<{ id: number }>`
        insert into variant (product_id, sku, position, title, options, attributes, price_minor, currency)
        values (${product.rows[0]?.id ?? 0}, ${`S${at}-${position}`}, ${position},
          ${Object.values(variant.options ?? {}).join(' / ')}, ${JSON.stringify(variant.options ?? {})}::jsonb,
          ${JSON.stringify(variant.attributes ?? [])}::jsonb, ${variant.price}, 'USD') returning id`.execute(
        db,
      );
      await sql`insert into stock (variant_id, on_hand) values (${made[0]?.id ?? 0}, ${variant.stock ?? 5})`.execute(
        db,
      );
    }
  }
  await indexAttributes(db, 'all');
  await indexCatalogue(db, () => '');
}

const trail = ['Shoes', 'Trail running shoes'];
const shoe = (drop: number, waterproof: boolean) => [
  number('drop', 'Drop', drop, 'mm'),
  flag('waterproof', 'Waterproof', waterproof),
  words('plate', 'Plate', drop > 8 ? 'carbon' : 'none'),
  words('gender', 'Gender', 'Unisex'),
];

/** A small shop in which every trap of limits occurs: one variant must keep all, and some are sold out. */
export const smallShop: readonly ProductRow[] = [
  {
    title: 'Heron Trail',
    brand: 'Alder',
    path: trail,
    attributes: shoe(4, false),
    variants: [
      {
        options: { Size: 'US M 9', Color: 'Ember' },
        attributes: [words('color_family', 'Color family', 'orange', 'red')],
        price: 12000,
      },
      {
        options: { Size: 'US M 10', Color: 'Loch' },
        attributes: [words('color_family', 'Color family', 'blue')],
        price: 12000,
      },
      {
        options: { Size: 'US M 9', Color: 'Loch' },
        attributes: [words('color_family', 'Color family', 'blue')],
        price: 11000,
        stock: 0,
      },
    ],
  },
  {
    title: 'Tarn Guard',
    brand: 'Birch',
    path: trail,
    attributes: shoe(8, true),
    variants: [
      {
        options: { Size: 'US M 9', Color: 'Loch' },
        attributes: [words('color_family', 'Color family', 'blue')],
        price: 16400,
      },
    ],
  },
  {
    title: 'Flare Racer',
    brand: 'Birch',
    path: ['Shoes', 'Road running shoes'],
    attributes: shoe(10, false),
    variants: [
      {
        options: { Size: 'US W 7.5', Color: 'Rose' },
        attributes: [words('color_family', 'Color family', 'pink')],
        price: 22000,
      },
    ],
  },
  {
    title: 'Quick Gel',
    brand: 'Cedar',
    path: ['Nutrition', 'Gels'],
    attributes: [
      number('caffeine', 'Caffeine', 0, 'mg'),
      number('weight', 'Weight', 40, 'g'),
      flag('vegan', 'Vegan', true),
    ],
    variants: [
      { options: { Flavor: 'Orange' }, price: 300 },
      { options: { Flavor: 'Lemon' }, price: 250 },
    ],
  },
  {
    title: 'Night Gel',
    brand: 'Cedar',
    path: ['Nutrition', 'Gels'],
    attributes: [number('caffeine', 'Caffeine', 75, 'mg'), flag('gluten_free', 'Gluten free', true)],
    variants: [{ options: { Flavor: 'Cola' }, price: 350 }],
  },
];
