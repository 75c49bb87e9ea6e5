import type { JsonValue } from '#src/catalog/import/files/json-values.ts';
import type { TableRow } from '#src/catalog/import/files/table-rows.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MOST_DEPTH = 6;
const CHILDREN = [
  'variants',
  'productvariants',
  'product_variants',
  'variations',
  'skus',
  'item_data.variations',
] as const;
const NAMES = ['title', 'name', 'product_name', 'productname'];
const EXPECTED = /^(?:prices?|variants|productvariants|variations|sku|regular_price|pricing|item_data)$/;

/** The objects in a value that look like products: named, and with a price, a SKU or variants. */
function* productsIn(value: unknown, depth = MOST_DEPTH): Generator<Node> {
  if (depth < 0) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* productsIn(one, depth - 1);
    return;
  }
  if (!isNode(value)) return;
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  if (keys.some((key) => NAMES.includes(key)) && keys.some((key) => EXPECTED.test(key))) yield value;
  else for (const inner of Object.values(value)) yield* productsIn(inner, depth - 1);
}

/**
 * Lists of objects as rows of a table: nested names are joined by dots (`variants.price`), lists of plain values and of objects by line
 * breaks. A product's own row is its first variant's; each further variant is a row that has the product's names too. Products that are
 * named anew bring a new header.
 */
export async function* jsonTable(values: AsyncIterable<JsonValue>): AsyncGenerator<TableRow> {
  const names = new Map<string, number>();
  for await (const { line, value } of values) {
    for (const product of productsIn(value)) {
      const rows = rowsOf(product);
      const size = names.size;
      for (const row of rows)
        for (const name of row.keys()) if (!names.has(name)) names.set(name, names.size);
      if (names.size > size) yield { line, cells: [...names.keys()], isHeader: true };
      for (const row of rows) {
        const cells = new Array<string>(names.size).fill('');
        for (const [name, text] of row) cells[names.get(name) ?? 0] = text;
        yield { line, cells };
      }
    }
  }
}

function rowsOf(product: Node): readonly ReadonlyMap<string, string>[] {
  const own = new Map<string, string>();
  let children: readonly Node[] = [];
  let called = '';
  const walk = (node: Node, prefix: string) => {
    for (const [key, value] of Object.entries(node)) {
      const name = `${prefix}${key.toLowerCase()}`;
      if ((CHILDREN as readonly string[]).includes(name) && nodesIn(value).length) {
        children = nodesIn(value);
        called = name;
      } else if (isNode(value) && prefix.split('.').length < MOST_DEPTH) walk(value, `${name}.`);
      else put(own, name, value);
    }
  };
  walk(product, '');
  if (!children.length) return [own];
  return children.map((child, at) => {
    const row = new Map(own);
    if (at > 0) for (const name of own.keys()) if (isPicture(name)) row.delete(name);
    flatten(child, `${called}.`, row);
    return row;
  });
}

const isPicture = (name: string): boolean => /^(?:images?|media|thumbnail|pictures?)\b/.test(name);

/** `variants: {nodes: […]}` and `{edges: [{node: …}]}` are lists as well. */
function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value))
    return value.filter(isNode).map((one) => (isNode(one['node']) ? one['node'] : one));
  if (!isNode(value)) return [];
  const inner = value['nodes'] ?? value['edges'] ?? value['data'];
  return Array.isArray(inner) ? nodesIn(inner) : [];
}

function flatten(node: Node, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(node)) {
    const name = `${prefix}${key.toLowerCase()}`;
    if (isNode(value) && prefix.split('.').length < MOST_DEPTH) flatten(value, `${name}.`, into);
    else put(into, name, value);
  }
}

function put(into: Map<string, string>, name: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    into.set(name, String(value));
  else if (Array.isArray(value)) {
    const plain = value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
    if (plain.length) into.set(name, plain.join('\n'));
    // Lists of objects side by side: the n-th line of each name belongs to the n-th object.
    const objects = nodesIn(value).map((one) => {
      const flat = new Map<string, string>();
      flatten(one, `${name}.`, flat);
      return flat;
    });
    for (const key of new Set(objects.flatMap((one) => [...one.keys()])))
      into.set(key, objects.map((one) => (one.get(key) ?? '').replaceAll('\n', ' ')).join('\n'));
  }
}
