import type { z } from 'zod';
import type { Answer, Door, Given } from './door.ts';
import { completeCheckout } from './complete-checkout.ts';
import { getOrder } from './get-order.ts';
import { getProduct, lookUpCatalog, lookupSchema, productSchema } from './look-up-catalog.ts';
import type { Release } from './releases.ts';
import { searchCatalog, searchSchema } from './search-catalog.ts';
import { createSession, endSession, getSession, updateSession } from './session-operations.ts';
import {
  cartSchema,
  checkoutSchema,
  completeSchema,
  nothingSchema,
  type SessionBody,
} from './session-schema.ts';
import type { SessionKind } from './session.ts';
import type { Kind } from './write-answer.ts';

export interface Operation {
  /** As tools and methods of the protocol call it. */
  readonly name: string;
  readonly kind: Kind;
  /** Under which name its body stands among a tool's arguments; null where it has none. */
  readonly bodyAs: 'catalog' | 'cart' | 'checkout' | null;
  readonly takesId: boolean;
  readonly changes: boolean;
  readonly act: 'search' | 'buy';
  readonly since: Release;
  readonly description: string;
  readonly schema: z.ZodType;
  // Of a body that the operation's own schema has read.
  run(door: Door, body: never, given: Given): Promise<Answer>;
}

const read = { changes: false, takesId: false, act: 'search', since: '2026-04-08' } as const;

const write = { changes: true, takesId: true, act: 'buy', since: '2026-01-11' } as const;

export const OPERATIONS: readonly Operation[] = [
  {
    ...read,
    name: 'search_catalog',
    kind: 'catalog',
    bodyAs: 'catalog',
    description: 'Finds products by words and limits, with prices and stock as they are now.',
    schema: searchSchema,
    run: searchCatalog,
  },
  {
    ...read,
    name: 'lookup_catalog',
    kind: 'catalog',
    bodyAs: 'catalog',
    description: 'Products by their ids or those of their variants.',
    schema: lookupSchema,
    run: lookUpCatalog,
  },
  {
    ...read,
    name: 'get_product',
    kind: 'catalog',
    bodyAs: 'catalog',
    description: 'One product whole, with what can be had of each choice.',
    schema: productSchema,
    run: getProduct,
  },
  ...sessionOperations('cart', cartSchema, '2026-04-08'),
  ...sessionOperations('checkout', checkoutSchema, '2026-01-11'),
  {
    ...write,
    name: 'complete_checkout',
    kind: 'checkout',
    bodyAs: 'checkout',
    description:
      'Orders what a checkout holds, and pays for it with an instrument of one of its payment handlers.',
    schema: completeSchema,
    run: completeCheckout,
  },
  {
    ...read,
    name: 'get_order',
    kind: 'order',
    bodyAs: null,
    takesId: true,
    since: '2026-01-11',
    description: 'How an order stands: what is promised, what was sent, what was given back.',
    schema: nothingSchema,
    run: (door: Door, _: unknown, given: Given) => getOrder(door, given),
  },
];

/** What can be done with a cart, and the same with a checkout. */
function sessionOperations(kind: SessionKind, schema: z.ZodType, since: Release): readonly Operation[] {
  const common = { ...write, kind, since } as const;
  return [
    {
      ...common,
      name: `create_${kind}`,
      bodyAs: kind,
      takesId: false,
      description: `Begins a ${kind} with these lines, at prices of now.`,
      schema,
      run: (door: Door, body: SessionBody) => createSession(door, kind, body),
    },
    {
      ...common,
      name: `get_${kind}`,
      bodyAs: null,
      changes: false,
      description: `A ${kind} as it stands now.`,
      schema: nothingSchema,
      run: (door: Door, _: unknown, given: Given) => getSession(door, kind, given),
    },
    {
      ...common,
      name: `update_${kind}`,
      bodyAs: kind,
      description: `Has a ${kind} hold these lines and choices; what is not said stays.`,
      schema,
      run: (door: Door, body: SessionBody, given: Given) => updateSession(door, kind, body, given),
    },
    {
      ...common,
      name: `cancel_${kind}`,
      bodyAs: null,
      description: `Ends a ${kind}.`,
      schema: nothingSchema,
      run: (door: Door, _: unknown, given: Given) => endSession(door, kind, given),
    },
  ];
}

/** The operation that a method and a path below a release's base name, with the id in it. */
export function operationAt(
  method: string,
  path: string,
):
  | { readonly operation: Operation; readonly id: string }
  | { readonly operation: null; readonly methods: readonly string[] } {
  const [, thing = '', id = '', act = ''] = /^\/([\w-]+)(?:\/([^/]+))?(?:\/([\w-]+))?\/?$/.exec(path) ?? [];
  const routes = ROUTES.filter(([, name, hasId, doing]) =>
    name === 'catalog'
      ? thing === 'catalog' && id === doing && !act
      : thing === name && !!id === hasId && act === doing,
  );
  const route = routes.find(([verb]) => verb === method);
  const operation = OPERATIONS.find(({ name }) => name === route?.[4]);
  if (!operation) return { operation: null, methods: routes.map(([verb]) => verb) };
  return { operation, id: operation.takesId ? decodeURIComponent(id) : '' };
}

const ROUTES: readonly (readonly [
  method: string,
  thing: string,
  hasId: boolean,
  act: string,
  operation: string,
])[] = [
  ['POST', 'catalog', false, 'search', 'search_catalog'],
  ['POST', 'catalog', false, 'lookup', 'lookup_catalog'],
  ['POST', 'catalog', false, 'product', 'get_product'],
  ['POST', 'carts', false, '', 'create_cart'],
  ['GET', 'carts', true, '', 'get_cart'],
  ['PUT', 'carts', true, '', 'update_cart'],
  ['POST', 'carts', true, 'cancel', 'cancel_cart'],
  ['POST', 'checkout-sessions', false, '', 'create_checkout'],
  ['GET', 'checkout-sessions', true, '', 'get_checkout'],
  ['PUT', 'checkout-sessions', true, '', 'update_checkout'],
  ['POST', 'checkout-sessions', true, 'complete', 'complete_checkout'],
  ['POST', 'checkout-sessions', true, 'cancel', 'cancel_checkout'],
  ['GET', 'orders', true, '', 'get_order'],
];
