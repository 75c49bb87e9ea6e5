import { slugOf } from '#src/catalog/slug.ts';
import { breadcrumbsOf } from './breadcrumbs.ts';
import {
  idOf,
  isNode,
  isReference,
  listOf,
  nodesOf,
  property,
  textIn,
  typesOf,
  type Node,
} from './json-ld.ts';
import type { JsonValue } from '#src/catalog/import/files/json-values.ts';
import type { FeedRow, RawProduct, ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { schemaFacts } from './schema-org-facts.ts';
import { offersOf, offerVariant, type SchemaOffer } from './schema-org-offers.ts';

const PRODUCTS = new Set(['Product', 'ProductModel', 'IndividualProduct', 'SomeProducts', 'ProductGroup']);
const INSIDE = [
  '@graph',
  'itemListElement',
  'item',
  'mainEntity',
  'dataFeedElement',
  'products',
  'items',
] as const;
const MOST_DEPTH = 6;
const MOST_TRAILS = 50; // things beside the one product of a page

const isGroup = (node: Node): boolean => typesOf(node).includes('ProductGroup');
const isProduct = (node: Node): boolean => typesOf(node).some((type) => PRODUCTS.has(type));
const isOffer = (node: Node): boolean =>
  typesOf(node).some((type) => type === 'Offer' || type === 'AggregateOffer');

/** The products, groups and separate offers of the values, each with the key of the product it belongs to. */
export async function* schemaRows(
  values: AsyncIterable<JsonValue>,
  file: string,
  tell: Tell,
): AsyncGenerator<FeedRow<Node>> {
  // One page may come as one list: its product is held until the breadcrumbs came, or a second product did.
  let page: { readonly nodes: { line: number; node: Node }[]; readonly trails: unknown[] } | null = {
    nodes: [],
    trails: [],
  };
  const rowOf = (line: number, node: Node): FeedRow<Node> | null => {
    const key = keyOf(node);
    if (key) return { file, line, key, owns: ownedBy(node), ...namedBy(node), ...told(node), data: node };
    tell({
      level: 'rejected',
      scope: 'row',
      line,
      field: '@id',
      reason: 'The product has neither @id, sku, gtin, url nor name.',
      fix: 'Give every product an @id that never changes.',
    });
    return null;
  };
  function* rows(nodes: readonly { line: number; node: Node }[]): Generator<FeedRow<Node>> {
    for (const { line, node } of nodes) {
      const row = rowOf(line, node);
      if (row) yield row;
    }
  }
  for await (const { line, value } of values) {
    const found = [...productsIn(value, MOST_DEPTH)];
    const nodes = found.map((node) => ({
      line,
      node: found.length === 1 ? withBreadcrumbs(node, value) : node,
    }));
    if (page && found.length === 0) page.trails.push(value);
    page?.nodes.push(...nodes);
    if (
      page &&
      page.nodes.filter(({ node }) => !isOffer(node)).length < 2 &&
      page.trails.length < MOST_TRAILS
    )
      continue;
    yield* rows(page?.nodes ?? nodes);
    page = null;
  }
  const { nodes = [], trails = [] } = page ?? {};
  yield* rows(nodes.map(({ line, node }) => ({ line, node: withBreadcrumbs(node, trails) })));
}

/** A page's one product that has no category has what the page's breadcrumbs say. */
function withBreadcrumbs(node: Node, page: unknown): Node {
  if (isOffer(node) || categoryOf(node)) return node;
  const names = breadcrumbsOf(page, textIn(node, 'name'));
  return names.length ? { ...node, category: [...names] } : node;
}

const told = (node: Node): Pick<FeedRow, 'shelf'> =>
  !isOffer(node) && textIn(node, 'name') ? { shelf: schemaShelf(node) } : {};

/** Products and offers in a value, or in the lists and wrappers it consists of; anything else is passed over. */
function* productsIn(value: unknown, depth: number): Generator<Node> {
  if (depth < 0) return;
  for (const node of nodesOf(value)) {
    if (isReference(node)) continue;
    if (isProduct(node) || (isOffer(node) && property(node, 'itemOffered'))) yield node;
    else if (!node['@type'] && property(node, 'name') && property(node, 'offers')) yield node;
    else for (const name of INSIDE) yield* productsIn(property(node, name), depth - 1);
  }
}

function keyOf(node: Node): string {
  if (isOffer(node)) return idOf(property(node, 'itemOffered'));
  const parent = nodesOf(property(node, 'isVariantOf'))[0];
  const group =
    textIn(node, 'inProductGroupWithID') || (parent ? idOf(parent) || textIn(parent, 'productGroupID') : '');
  if (group && !isGroup(node)) return group;
  const name = textIn(node, 'name');
  return (
    idOf(node) ||
    textIn(
      node,
      'productGroupID',
      'productID',
      'sku',
      'gtin',
      'gtin13',
      'gtin12',
      'gtin14',
      'gtin8',
      'url',
    ) ||
    (name && slugOf(name))
  );
}

/** What a first reading looks at: SKU, GTIN and the first price, with its currency. */
function namedBy(node: Node): Pick<FeedRow, 'sku' | 'gtin' | 'price'> {
  const offer = nodesOf(property(node, 'offers'))[0] ?? node;
  return {
    sku: textIn(offer, 'sku') || textIn(node, 'sku'),
    gtin: textIn(node, 'gtin', 'gtin13', 'gtin12', 'gtin14', 'gtin8'),
    price: `${textIn(offer, 'price', 'lowPrice')} ${textIn(offer, 'priceCurrency')}`.trim(),
  };
}

/** Ids by which other nodes name this product: its variants' and offers', and the group's own number. */
function ownedBy(node: Node): readonly string[] {
  if (isOffer(node)) return [];
  const refs = ['hasVariant', 'offers'].flatMap((name) =>
    nodesOf(property(node, name)).filter(isReference).map(idOf),
  );
  const number = textIn(node, 'productGroupID');
  return number && isGroup(node) ? [...refs, number] : refs;
}

/** Brings a group and its variants, or one product and its offers, together. */
export function schemaProduct(
  rows: readonly [FeedRow<Node>, ...FeedRow<Node>[]],
  currency: string,
): RawProduct {
  const head = rows.find((row) => isGroup(row.data)) ?? rows.find((row) => !isOffer(row.data)) ?? rows[0];
  const node = head.data;
  const things = [
    ...nodesOf(property(node, 'hasVariant'))
      .filter((one) => !isReference(one))
      .map((data) => ({ ...head, data })),
    ...rows.filter((row) => row !== head && !isOffer(row.data) && !isGroup(row.data)),
  ];
  const single = things.length === 0;
  const sold = single ? [head] : isGroup(node) ? things : [head, ...things];
  const extra = rows.filter((row) => isOffer(row.data));
  const offered = sold.flatMap((row) =>
    offersOf(
      row.data,
      extra.map((one) => one.data),
    ).map((offer) => ({ row, offer })),
  );
  const optionNames = optionsIn(
    node,
    sold.map((row) => row.data),
  );
  const named =
    optionNames.length === 0 && new Set(sold.map((row) => textIn(row.data, 'name'))).size === sold.length;
  return {
    file: head.file,
    line: head.line,
    key: head.key,
    slugFrom: '',
    ...schemaShelf(node, things[0]?.data ?? {}),
    titleField: 'name',
    html: textIn(node, 'description') || textIn(things[0]?.data ?? {}, 'description'),
    condition: textIn(node, 'itemCondition') || textIn(offered[0]?.offer ?? {}, 'itemCondition'),
    status: 'active',
    facts: schemaFacts(node, optionNames),
    images: sold
      .flatMap((row) => (row === head ? [] : picturesIn(row)))
      .concat(picturesIn(head))
      .toReversed(),
    variants: offered.map(({ row, offer }) => ({
      ...offerVariant(row, offer, currency, offered.length),
      options: single
        ? offerOption(offer, offered.length)
        : named
          ? [['Variant', textIn(row.data, 'name')] as const]
          : optionNames.flatMap((name) => {
              const value = textIn(row.data, name);
              return value ? [[name.charAt(0).toUpperCase() + name.slice(1), value] as const] : [];
            }),
      facts: single ? [] : schemaFacts(row.data, optionNames),
      weight: null, // schema.org's is the thing's own, which is a fact
      imageUrl: single ? '' : (picturesIn(row)[0]?.url ?? ''),
    })),
  };
}

const offerOption = (offer: SchemaOffer, of: number) => {
  const name = textIn(offer, 'name');
  return of > 1 && name ? [['Offer', name] as const] : [];
};

/** What the group says it varies by, else what differs among its variants. */
function optionsIn(group: Node, variants: readonly Node[]): readonly string[] {
  const told = listOf(property(group, 'variesBy'))
    .map((one) => idOf(one).replace(/^.*[/:#]/, ''))
    .filter(Boolean);
  if (told.length) return [...new Set(told)];
  if (variants.length < 2) return [];
  return ['size', 'color', 'material', 'pattern'].filter(
    (name) => new Set(variants.map((one) => textIn(one, name))).size > 1,
  );
}

/** What a product says of its shelf; `first` is its first variant. */
const schemaShelf = (node: Node, first: Node = {}): ShelfFacts => ({
  title: textIn(node, 'name') || textIn(first, 'name'),
  brand: textIn(node, 'brand', 'manufacturer') || textIn(first, 'brand'),
  productType: categoryOf(node).split('>').at(-1) ?? '',
  categoryPath: categoryOf(node).split('>'),
  tags: listOf(property(node, 'keywords')).flatMap((words) =>
    typeof words === 'string' ? words.split(',') : [],
  ),
});

const categoryOf = (node: Node): string =>
  listOf(property(node, 'category')).length > 1
    ? listOf(property(node, 'category'))
        .filter((one) => typeof one === 'string')
        .join(' > ')
    : textIn(node, 'category');

function picturesIn(row: FeedRow<Node>): { url: string; alt: string; line: number }[] {
  return listOf(property(row.data, 'image'))
    .map((image) => {
      if (typeof image === 'string') return { url: image, alt: '', line: row.line };
      if (!isNode(image)) return { url: '', alt: '', line: row.line };
      const url = textIn(image, 'url', 'contentUrl') || idOf(image);
      return { url, alt: textIn(image, 'caption', 'name'), line: row.line };
    })
    .filter(({ url }) => url)
    .toReversed();
}
