import { isA } from './vocabulary.ts';

/** A reference to a node by its `@id`. */
interface Reference {
  readonly ref: string;
}

export type Value = string | number | boolean | GraphNode | Reference;

/** One JSON-LD node, nested or not, with every property as a list. */
export interface GraphNode {
  readonly id: string | null;
  readonly types: readonly string[];
  readonly fields: ReadonlyMap<string, readonly Value[]>;
  /** Where it stands, such as `Product.offers`. */
  readonly where: string;
}

export interface Graph {
  /** Every node of every script, nested ones too. */
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<string, GraphNode>;
  /** What could not be read. */
  readonly errors: readonly string[];
}

/** Reads the texts of a page's JSON-LD scripts; what is no JSON-LD is an entry in `errors`. */
export function readGraph(scripts: readonly string[]): Graph {
  const nodes: GraphNode[] = [];
  const errors: string[] = [];
  for (const script of scripts) {
    try {
      const data: unknown = JSON.parse(script);
      for (const root of Array.isArray(data) ? data : [data]) readRoot(root, nodes, errors);
    } catch (error) {
      errors.push((error as Error).message);
    }
  }
  const byId = new Map<string, GraphNode>();
  for (const node of nodes) if (node.id) byId.set(node.id, node);
  return { nodes, byId, errors };
}

function readRoot(root: unknown, nodes: GraphNode[], errors: string[]): void {
  if (typeof root !== 'object' || root === null) return void errors.push('it is not an object');
  const { '@context': context, '@graph': graph, ...rest } = root as Record<string, unknown>;
  if (!JSON.stringify(context ?? '').includes('schema.org'))
    errors.push('@context is not https://schema.org');
  if (Array.isArray(graph)) for (const one of graph) readNode(one, '', nodes);
  else if (Object.keys(rest).length) readNode(rest, '', nodes);
}

function readNode(given: unknown, parent: string, nodes: GraphNode[]): Value | null {
  if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean') return given;
  if (typeof given !== 'object' || given === null) return null;
  const { '@id': id, '@type': type, ...rest } = given as Record<string, unknown>;
  if (typeof id === 'string' && type === undefined && Object.keys(rest).length === 0) return { ref: id };
  const types = [type].flat().filter((one) => typeof one === 'string');
  const where = parent || types[0] || 'a node without @type';
  const fields = new Map<string, readonly Value[]>();
  const node = { id: typeof id === 'string' ? id : null, types, fields, where };
  nodes.push(node);
  for (const [name, value] of Object.entries(rest)) {
    const inside = parent ? `${parent}.${name}` : `${where}.${name}`;
    const read = [value].flat().map((one) => readNode(one, inside, nodes));
    fields.set(
      name,
      read.filter((one) => one !== null),
    );
  }
  return node;
}

export const isNode = (value: Value | undefined): value is GraphNode =>
  typeof value === 'object' && 'fields' in value;

/** The nodes of that type or of a type below it. */
export const nodesOf = (graph: Graph, type: string): readonly GraphNode[] =>
  graph.nodes.filter((node) => node.types.some((one) => isA(one, type)));

export const values = (node: GraphNode, name: string): readonly Value[] => node.fields.get(name) ?? [];

/** The first value of a property as text; null where it is missing, empty or a node. */
export function said(node: GraphNode, name: string): string | null {
  const [value] = values(node, name);
  return value === undefined || typeof value === 'object' ? null : String(value).trim() || null;
}

/** The nodes a property leads to, nested or by reference; dangling references are left out. */
export const linked = (graph: Graph, node: GraphNode, name: string): readonly GraphNode[] =>
  values(node, name).flatMap((value) => {
    if (isNode(value)) return [value];
    const found = typeof value === 'object' ? graph.byId.get(value.ref) : undefined;
    return found ? [found] : [];
  });

/** How a finding names a node: its type with its name, SKU or id. */
export function nameOf(node: GraphNode): string {
  const name = said(node, 'sku') ?? said(node, 'name') ?? node.id;
  return name ? `${node.where} “${name}”` : node.where;
}
