import type { Shop } from '#src/shop.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { wordedShop } from '#test/doubles/worded-shop.ts';

const volume = (value: number) => ({
  key: 'volume',
  label: 'Volume',
  kind: 'number' as const,
  value,
  unit: 'ml',
});
const dishwasher = (value: boolean) => ({
  key: 'dishwasher_safe',
  label: 'Dishwasher safe',
  kind: 'flag' as const,
  value,
});

interface Ware {
  readonly slug: string;
  readonly title: string;
  readonly category: readonly string[];
  readonly price: number;
  readonly volume?: number;
  readonly washable?: boolean;
  readonly colors?: readonly string[];
  readonly sizes?: readonly string[];
  readonly stock?: number;
  readonly description?: string;
}

const pots = ['Tableware', 'Teapots'];
const mugs = ['Tableware', 'Mugs'];
const wares: readonly Ware[] = [
  {
    slug: 'hollow-teapot',
    title: 'Hollow Teapot',
    category: pots,
    price: 6_400,
    volume: 900,
    washable: true,
    colors: ['Ink', 'Clay'],
  },
  {
    slug: 'brook-teapot',
    title: 'Brook Teapot',
    category: pots,
    price: 4_800,
    volume: 600,
    washable: false,
    colors: ['Clay', 'Moss'],
  },
  {
    slug: 'quarry-teapot',
    title: 'Quarry Teapot',
    category: pots,
    price: 9_900,
    description:
      'Big enough for a long afternoon.\nDimensions: 9" x 6" x 5"\nGlaze Count: 3 coats\nClay: red stoneware\nMaterial: stoneware, brass\nSize: W 9 x D 6 x H 5 in\nThe base stands on smooth-rolling wheels.\nThe basket inside holds up to four spoons of leaf.',
    volume: 1_200,
    washable: true,
    colors: ['Ink'],
  },
  {
    slug: 'larkspur-mug',
    title: 'Larkspur Mug',
    category: mugs,
    price: 1_800,
    volume: 300,
    washable: true,
    colors: ['Ink', 'Clay'],
  },
  {
    slug: 'dapple-mug',
    title: 'Dapple Mug',
    category: mugs,
    price: 2_200,
    volume: 350,
    washable: false,
    colors: ['Moss', 'Clay'],
  },
  {
    slug: 'smoky-leaf',
    title: 'Smoky Leaf',
    category: ['Tea', 'Black tea'],
    price: 1_100,
    description: 'Dried over pine.\nGrown in the hills of Fujian.',
  },
  {
    slug: 'meadow-infusion',
    title: 'Meadow Infusion',
    category: ['Tea', 'Herbal tea'],
    price: 900,
    description: 'Chamomile and mint from a hillside.\n2-4 drinkers\n6 minutes brewing time',
  },
  {
    slug: 'harvest-clog',
    title: 'Harvest Clog',
    category: ['Garden', 'Clogs'],
    price: 5_200,
    sizes: ['US M 9', 'US M 10', 'US W 8'],
  },
  { slug: 'kettle-stand', title: 'Kettle Stand', category: ['Tableware', 'Stands'], price: 3_100, stock: 0 },
];

/** A shop of teapots, mugs and tea, with a kit, a subject of guidance and a rule of returning. */
export async function teaShop(
  open: () => Promise<FreshDatabase> = freshPglite,
  variables: Readonly<Record<string, string>> = {},
): Promise<Shop> {
  const at = await open();
  const { db } = at;
  for (const [at, ware] of wares.entries())
    await insertProduct(db, {
      slug: ware.slug,
      title: ware.title,
      brand: 'Wharf',
      productType: ware.category.at(-1)?.replace(/s$/, '') ?? null,
      categoryPath: ware.category,
      popularity: wares.length - at,
      ...(ware.description ? { description: ware.description } : {}),
      attributes: [
        ...(ware.volume === undefined ? [] : [volume(ware.volume)]),
        ...(ware.washable === undefined ? [] : [dishwasher(ware.washable)]),
      ],
      variants: (ware.colors ?? ware.sizes ?? [null]).map((value) => ({
        sku: `${ware.slug}-${value?.replaceAll(' ', '-') ?? 'one'}`,
        price: ware.price,
        stock: ware.stock ?? 6,
        ...(value ? { options: { [ware.colors ? 'Color' : 'Size']: value } } : {}),
      })),
    });
  return wordedShop(at, files, variables);
}

const files: Readonly<Record<string, string>> = {
  'store.yaml': `name: Wharf Tea
tagline: Pots and leaves
description: A shop of tea things for tests.
demonstration: true
currency: USD
locale: en-US
country: US
contact:
  email: help@wharf.example.com
  hours: weekdays, 9 to 5
  address: 1 Wharf Street
legal:
  company: Wharf Tea
  taxIncluded: false
tone:
  greeting: What are you looking for?
  guidance: [Be plain.]
home:
  headline: Pots and leaves
  intro: That is all.
  questions: [Teapots, Mugs]
  featured: []
`,
  'faqs/return-used.md':
    '---\nquestion: Can I return a pot that I have used?\ntopic: returns\norder: 1\n---\n\nYes, used pots may come back within 45 days of delivery.\n',
  'faqs/what-is-steeping.md':
    '---\nquestion: What does steeping mean?\ntopic: returns\norder: 2\n---\n\nSteeping is letting leaves stand in hot water.\n',
  'faqs/how-much-tea.md':
    '---\nquestion: How many spoons of tea do I need for a pot?\ntopic: returns\norder: 3\n---\n\nOne spoon a cup and one for the pot.\n',
  'voice/guidance.md':
    '---\ntitle: What the assistant should know\n---\n\n## Pottery classes\n\nWe teach no pottery classes; the town hall does.\n',
  'bundles/pot-and-leaf.yaml': `title: Pot and leaf
why: A pot wants something in it.
items:
  - product: hollow-teapot
  - product: smoky-leaf
price:
  percent: 10
`,
  'kits/first-brew.yaml': `title: First brew
description: What a first pot of tea asks for.
asked:
  - first brew
budget: 90.00 USD
uses:
  - first brew
roles:
  - role: pot
    label: A teapot
    why: Leaves want room.
    weight: 10
    categories: [tableware/teapots]
  - role: leaves
    label: Tea
    why: A pot alone brews nothing.
    weight: 8
    categories: [tea/black-tea]
`,
};
