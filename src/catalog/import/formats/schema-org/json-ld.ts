/** Reading JSON-LD nodes that come in many spellings: `name` or `schema:name`, one value or a list, plain or `{"@value": …}`. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PREFIXES = ['', 'schema:', 'https://schema.org/', 'http://schema.org/'] as const;

/** The property's value as it stands; undefined where the node does not have it itself. */
export function property(node: Node, name: string): unknown {
  for (const prefix of PREFIXES) if (Object.hasOwn(node, prefix + name)) return node[prefix + name];
  return undefined;
}

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export const nodesOf = (value: unknown): readonly Node[] => listOf(value).filter(isNode);

/** A text of the first value: a string, a number, a `@value`, or a thing's name; empty where there is none. */
export function textOf(value: unknown): string {
  const [first] = listOf(value);
  if (typeof first === 'string') return first.trim();
  if (typeof first === 'number' || typeof first === 'boolean') return String(first);
  if (!isNode(first)) return '';
  const inner = first['@value'] ?? property(first, 'name') ?? property(first, 'value');
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner).trim() : '';
}

export const textIn = (node: Node, ...names: readonly string[]): string =>
  names.map((name) => textOf(property(node, name))).find(Boolean) ?? '';

export const idOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : isNode(value) && typeof value['@id'] === 'string'
      ? value['@id'].trim()
      : '';

/** A node that only points to another one. */
export const isReference = (node: Node): boolean => {
  const keys = Object.keys(node).filter((key) => key !== '@type');
  return keys.length === 1 && keys[0] === '@id';
};

/** The node's types without their prefix: `Product`, `ProductGroup`. */
export const typesOf = (node: Node): readonly string[] =>
  listOf(node['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/:#]/, ''));
