import type { Operation } from './operation.ts';
import {
  cancelOperation,
  deliveredOperation,
  orderOperation,
  ordersOperation,
  refundOperation,
  returnOperation,
  sentOperation,
} from './order-operations.ts';
import { setVariantsOperation, stockOperation, variantsOperation } from './stock-operations.ts';

/** All that programs can do in the back office. */
export const operations: readonly Operation[] = [
  variantsOperation,
  setVariantsOperation,
  stockOperation,
  ordersOperation,
  orderOperation,
  sentOperation,
  deliveredOperation,
  cancelOperation,
  refundOperation,
  returnOperation,
];

export type Routed =
  | { readonly found: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly found: null; readonly methods: readonly string[] };

const routes = operations.map((one) => ({
  operation: one,
  names: [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  pattern: new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** The operation of a method and a path below /api/back-office, whose parts are still encoded. */
export function routeOf(method: string, path: string): Routed {
  const methods: string[] = [];
  for (const { operation, names, pattern } of routes) {
    const match = pattern.exec(path);
    if (!match) continue;
    methods.push(operation.method.toUpperCase());
    if (operation.method.toUpperCase() !== method) continue;
    const values = names.map((name, at) => [name, decoded(match[at + 1] ?? '')] as const);
    return { found: operation, params: Object.fromEntries(values) };
  }
  return { found: null, methods };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
