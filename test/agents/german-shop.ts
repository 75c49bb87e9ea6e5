import { sql } from 'kysely';
import type { Shop } from '#src/shop.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { wordedShop } from '#test/doubles/worded-shop.ts';

interface Ware {
  readonly slug: string;
  readonly title: string;
  readonly category: readonly string[];
  readonly price: number;
  readonly material?: string;
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly stock?: number;
  readonly description?: string;
}

const tables = ['Möbel', 'Tische'];
const lamps = ['Lampen', 'Stehlampen'];
const pots = ['Küche', 'Teekannen'];
const shirts = ['Kleidung', 'Schürzen'];
const wares: readonly Ware[] = [
  {
    slug: 'esstisch-lund',
    title: 'Esstisch Lund',
    category: tables,
    price: 34_900,
    material: 'Eiche',
    description: 'Ein Tisch für sechs Personen.\nMaße: 180 x 90 x 75 cm\nDie Platte ist geölt.',
  },
  { slug: 'esstisch-fjord', title: 'Esstisch Fjord', category: tables, price: 129_950, material: 'Eiche' },
  {
    slug: 'schreibtisch-nord',
    title: 'Schreibtisch Nord',
    category: tables,
    price: 18_900,
    material: 'Kiefer',
  },
  {
    slug: 'stehlampe-mond',
    title: 'Stehlampe Mond',
    category: lamps,
    price: 8_990,
    material: 'Metall',
    options: { Farbe: ['Schwarz', 'Weiß', 'Rot'] },
    description: 'Das Licht ist dimmbar. Das Kabel misst 2 m.',
  },
  {
    slug: 'stehlampe-halm',
    title: 'Stehlampe Halm',
    category: lamps,
    price: 14_900,
    material: 'Holz',
    options: { Farbe: ['Weiß'] },
  },
  { slug: 'teekanne-bach', title: 'Teekanne Bach', category: pots, price: 4_850, material: 'Glas' },
  { slug: 'teekanne-kiesel', title: 'Teekanne Kiesel', category: pots, price: 6_400, material: 'Keramik' },
  {
    slug: 'teekanne-moos',
    title: 'Teekanne Moos',
    category: pots,
    price: 5_200,
    material: 'Keramik',
    stock: 0,
  },
  {
    slug: 'schuerze-anni',
    title: 'Schürze Anni',
    category: shirts,
    price: 2_900,
    material: 'Leinen',
    options: { Größe: ['S', 'M', 'L'] },
  },
];

/** A shop in Germany, of furniture, lamps and things for the kitchen, whose words and names are German. */
export async function germanShop(open: () => Promise<FreshDatabase> = freshPglite): Promise<Shop> {
  const at = await open();
  const { db } = at;
  for (const [at, ware] of wares.entries()) {
    const [[name, values] = ['', []]] = Object.entries(ware.options ?? {});
    await insertProduct(db, {
      slug: ware.slug,
      title: ware.title,
      brand: 'Heimholz',
      productType: ware.category.at(-1) ?? null,
      categoryPath: ware.category,
      popularity: wares.length - at,
      ...(ware.description ? { description: ware.description } : {}),
      attributes: ware.material
        ? [{ key: 'material', label: 'Material', kind: 'words' as const, values: [ware.material] }]
        : [],
      variants: (values.length ? values : [null]).map((value) => ({
        sku: `${ware.slug}-${value ?? 'eins'}`,
        price: ware.price,
        stock: ware.stock ?? 6,
        ...(value ? { options: { [name]: value } } : {}),
      })),
    });
  }
  await sql`update variant set currency = 'EUR'`.execute(db);
  return wordedShop(at, files);
}

const files: Readonly<Record<string, string>> = {
  'store.yaml': `name: Heimholz
tagline: Tische, Lampen, Küche
description: Ein Laden für Möbel und Küche.
demonstration: true
currency: EUR
locale: de-DE
country: DE
contact:
  email: hilfe@heimholz.example.com
  hours: werktags 9 bis 17 Uhr
  address: Ufer 1
legal:
  company: Heimholz
  taxIncluded: true
tone:
  greeting: Guten Tag, was suchen Sie?
  guidance: [Schlicht bleiben.]
home:
  headline: Tische, Lampen, Küche
  intro: Das ist alles.
  questions: [Tische, Lampen]
  featured: []
`,
  'faqs/rueckgabe.md':
    '---\nquestion: Wie lange kann ich etwas zurückgeben?\ntopic: returns\norder: 1\n---\n\nSie haben ab der Lieferung 45 Tage Zeit, auch für Gebrauchtes.\n',
  'faqs/versand.md':
    '---\nquestion: Was kostet der Versand?\ntopic: shipping\norder: 2\n---\n\nDer Versand kostet 5,90 €, ab 100 € ist er kostenlos.\n',
  'faqs/pflege.md':
    '---\nquestion: Wie pflege ich einen Tisch aus Eiche?\ntopic: choosing\norder: 3\n---\n\nZweimal im Jahr mit Öl einreiben und nie nass abwischen.\n',
};
