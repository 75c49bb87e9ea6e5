import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { askPlatform, isSignature } from '#src/connectors/ask-platform.ts';
import {
  TryLater,
  WrongKey,
  type Connector,
  type PulledProduct,
  type PushedOrder,
} from '#src/connectors/connector.ts';
import {
  CANCEL_ORDER,
  CREATE_ORDER,
  MORE_VARIANTS,
  ORDER_BY_TAG,
  PRODUCTS,
  VARIANT_BY_SKU,
  VERSION,
} from './queries.ts';

export interface ShopifySettings {
  /** Such as https://my-shop.myshopify.com */
  readonly base: string;
  /** The access token of an app of the shop's own. */
  readonly token: string;
  /** The app's secret, with which its webhooks are signed. */
  readonly secret?: string | undefined;
}

const MOST_PATIENCE_S = 20; // within one sync; what takes longer is for the next
const WHO = 'Shopify';

const page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const variantsShape = z.object({
  pageInfo: page,
  nodes: z.array(
    z.object({
      sku: z.string().nullable(),
      barcode: z.string().nullable(),
      price: z.string(),
      compareAtPrice: z.string().nullable(),
      inventoryPolicy: z.string(),
      inventoryQuantity: z.number().nullable(),
      selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
      inventoryItem: z.object({ tracked: z.boolean() }),
    }),
  ),
});
const productsShape = z.object({
  products: z.object({
    pageInfo: page,
    nodes: z.array(
      z.object({
        id: z.string(),
        handle: z.string(),
        title: z.string(),
        descriptionHtml: z.string(),
        vendor: z.string(),
        productType: z.string(),
        tags: z.array(z.string()),
        options: z.array(z.object({ name: z.string() })),
        media: z.object({
          nodes: z.array(
            z.object({ preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable() }),
          ),
        }),
        variants: variantsShape,
      }),
    ),
  }),
});
const nodesShape = z.object({ nodes: z.array(z.object({ id: z.string() })) });
const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).partial().optional() }))
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
      }),
    })
    .partial()
    .optional(),
});

/** A shop at Shopify, over its Admin API in GraphQL. */
export function shopify({ base, token, secret }: ShopifySettings): Connector {
  const url = `${base}/admin/api/${VERSION}/graphql.json`;
  const headers = { 'content-type': 'application/json', 'x-shopify-access-token': token };

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<z.output<Shape>> {
    for (let waited = 0; ;) {
      const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
      const { body } = await askPlatform(WHO, url, init);
      const answer = answerShape.parse(body);
      const [error] = answer.errors ?? [];
      if (!error) return shape.parse(answer.data);
      const code = error.extensions?.code;
      if (code === 'ACCESS_DENIED')
        throw new WrongKey(`${WHO} does not let the key do that: ${error.message}`);
      if (code !== 'THROTTLED') throw new Error(`${WHO} answered: ${error.message}`);
      const cost = answer.extensions?.cost;
      const lacks = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
      const waitS = Math.max(1, Math.ceil(lacks / (cost?.throttleStatus.restoreRate || 50)));
      waited += waitS;
      if (waited > MOST_PATIENCE_S) throw new TryLater(`${WHO} asks to be asked later.`, waitS);
      await sleep(waitS * 1000);
    }
  }

  async function* products(): AsyncGenerator<readonly PulledProduct[]> {
    for (let after: string | null = null; ;) {
      const { products: read }: z.output<typeof productsShape> = await ask(productsShape, PRODUCTS, {
        after,
      });
      const pulled: PulledProduct[] = [];
      for (const node of read.nodes) {
        const variants = [...node.variants.nodes];
        for (let { pageInfo } = node.variants; pageInfo.hasNextPage;) {
          const shape = z.object({ product: z.object({ variants: variantsShape }) });
          const more: z.output<typeof shape> = await ask(shape, MORE_VARIANTS, {
            id: node.id,
            after: pageInfo.endCursor,
          });
          variants.push(...more.product.variants.nodes);
          pageInfo = more.product.variants.pageInfo;
        }
        pulled.push(productOf(node, variants));
      }
      yield pulled;
      if (!read.pageInfo.hasNextPage) return;
      after = read.pageInfo.endCursor;
    }
  }

  return {
    name: 'shopify',
    products,
    async findOrder({ number }) {
      const { orders } = await ask(z.object({ orders: nodesShape }), ORDER_BY_TAG, {
        query: `tag:'${tagOf(number)}'`,
      });
      return orders.nodes[0]?.id ?? null;
    },
    async pushOrder(order) {
      const lines = [];
      for (const line of order.lines) {
        const shape = z.object({ productVariants: nodesShape });
        const query = `sku:'${line.sku.replaceAll(/['\\]/g, '\\$&')}'`;
        const { nodes } = (await ask(shape, VARIANT_BY_SKU, { query })).productVariants;
        lines.push({ ...line, variantId: nodes.length === 1 ? nodes[0]?.id : undefined });
      }
      const shape = z.object({
        orderCreate: z.object({
          order: z.object({ id: z.string() }).nullable(),
          userErrors: z.array(z.object({ message: z.string() })),
        }),
      });
      const variables = {
        order: orderInput(order, lines),
        options: { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY', sendReceipt: false },
      };
      const { orderCreate } = await ask(shape, CREATE_ORDER, variables);
      if (!orderCreate.order)
        throw new Error(
          `${WHO} does not take order ${order.number}: ${orderCreate.userErrors[0]?.message ?? ''}`,
        );
      return orderCreate.order.id;
    },
    async cancelOrder(id) {
      await ask(z.unknown(), CANCEL_ORDER, { id }); // one that is cancelled there already answers an error of the user's
    },
    isSigned: (body, header) => isSignature(secret, body, header('x-shopify-hmac-sha256')),
  };
}

const tagOf = (number: string): string => `shelftalk-${number}`;

type Node = z.output<typeof productsShape>['products']['nodes'][number];

function productOf(node: Node, variants: Node['variants']['nodes']): PulledProduct {
  return {
    handle: node.handle,
    title: node.title,
    body_html: node.descriptionHtml,
    vendor: node.vendor,
    product_type: node.productType,
    tags: node.tags,
    options: node.options,
    images: node.media.nodes.flatMap(({ preview }) => (preview?.image ? [{ src: preview.image.url }] : [])),
    variants: variants.map((one) => {
      const [option1 = null, option2 = null, option3 = null] = one.selectedOptions.map(({ value }) => value);
      const { tracked } = one.inventoryItem;
      return {
        sku: one.sku ?? '',
        barcode: one.barcode,
        price: one.price,
        compare_at_price: one.compareAtPrice,
        option1,
        option2,
        option3,
        inventory_management: tracked ? 'shopify' : null,
        ...(tracked ? { inventory_quantity: one.inventoryQuantity ?? 0 } : { available: true }),
        inventory_policy: one.inventoryPolicy === 'CONTINUE' ? 'continue' : 'deny',
      };
    }),
  };
}

function orderInput(
  order: PushedOrder,
  lines: readonly (PushedOrder['lines'][number] & { readonly variantId: string | undefined })[],
): unknown {
  const amount = (text: string) => ({ shopMoney: { amount: text, currencyCode: order.currency } });
  const [firstName = '', ...rest] = (order.address?.name ?? '').split(' ');
  return {
    email: order.email,
    currency: order.currency,
    tags: [tagOf(order.number)],
    sourceIdentifier: order.number,
    processedAt: order.placedAt,
    financialStatus: 'PAID',
    taxesIncluded: order.taxIncluded,
    lineItems: lines.map(({ variantId, title, quantity, unitPrice, sku }) => ({
      ...(variantId === undefined ? { title, sku } : { variantId }),
      quantity,
      priceSet: amount(unitPrice),
    })),
    ...(Number(order.discount) > 0
      ? { discountCode: { itemFixedDiscountCode: { code: 'SHELFTALK', amountSet: amount(order.discount) } } }
      : {}),
    ...(Number(order.tax) > 0 ? { taxLines: [{ title: 'Tax', priceSet: amount(order.tax), rate: 0 }] } : {}),
    shippingLines: [{ title: order.service ?? 'Delivery', priceSet: amount(order.shipping) }],
    transactions: [{ kind: 'SALE', status: 'SUCCESS', amountSet: amount(order.total) }],
    ...(order.address
      ? {
          shippingAddress: {
            firstName,
            lastName: rest.join(' ') || firstName,
            address1: order.address.line1,
            address2: order.address.line2,
            city: order.address.city,
            province: order.address.region,
            zip: order.address.postcode,
            countryCode: order.address.country,
          },
        }
      : {}),
  };
}
