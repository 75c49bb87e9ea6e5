import { z } from 'zod';
import { askPlatform, isSignature, type Answered } from '#src/connectors/ask-platform.ts';
import { TryLater, type Connector, type PulledProduct } from '#src/connectors/connector.ts';

export interface WooSettings {
  /** Such as https://shop.example */
  readonly base: string;
  readonly key: string;
  readonly secret: string;
  /** With which its webhooks are signed. */
  readonly webhookSecret?: string | undefined;
}

const WHO = 'WooCommerce';
const PER_PAGE = 100;
const META = '_shelftalk_order';
const MARGIN_MS = 3_600_000; // clocks of two servers

const amount = z.union([z.string(), z.number()]).transform(String);
const sellable = {
  sku: z.string().default(''),
  price: amount,
  regular_price: amount.default(''),
  manage_stock: z.union([z.boolean(), z.literal('parent')]),
  stock_quantity: z.number().nullable(),
  stock_status: z.string(),
  backorders: z.string().default('no'),
  global_unique_id: z.string().optional(),
};
const named = z.object({ name: z.string() });
const productShape = z.object({
  id: z.number(),
  type: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  categories: z.array(named).default([]),
  brands: z.array(named).default([]),
  tags: z.array(named).default([]),
  images: z.array(z.object({ src: z.string() })).default([]),
  attributes: z.array(z.object({ name: z.string(), variation: z.boolean() })).default([]),
  ...sellable,
});
const variationShape = z.object({
  attributes: z.array(z.object({ name: z.string(), option: z.string() })),
  ...sellable,
});
const foundShape = z.array(z.object({ id: z.number(), type: z.string(), parent_id: z.number() }));
const orderShape = z.object({ id: z.number() });
const ordersShape = z.array(
  z.object({ id: z.number(), meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
);

/** A shop that runs WooCommerce, over its REST API. */
export function woocommerce({ base, key, secret, webhookSecret }: WooSettings): Connector {
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const ask = (path: string, init: RequestInit = {}): Promise<Answered> =>
    askPlatform(WHO, `${base}/wp-json/wc/v3/${path}`, {
      ...init,
      headers: { authorization, 'content-type': 'application/json' },
    });

  /** All pages of a list; one that changed while it was read is read again later, so that nothing seems to be gone. */
  async function* pages<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
  ): AsyncGenerator<z.output<Shape>[]> {
    let count = 0;
    for (let number = 1; ; number++) {
      const query = `${path.includes('?') ? '&' : '?'}per_page=${PER_PAGE}&page=${number}&orderby=id&order=asc`;
      const { body, header } = await ask(path + query);
      const read = z.array(shape).parse(body);
      count += read.length;
      yield read;
      if (number < Number(header('x-wp-totalpages') ?? 1)) continue;
      const total = header('x-wp-total');
      if (total !== null && Number(total) !== count)
        throw new TryLater(`${WHO} was changed while it was read.`);
      return;
    }
  }

  async function* products(): AsyncGenerator<readonly PulledProduct[]> {
    for await (const read of pages('products?status=publish', productShape)) {
      const pulled: PulledProduct[] = [];
      for (const product of read) {
        if (product.type === 'grouped' || product.type === 'external') continue; // nothing of its own is sold there
        const variations: z.output<typeof variationShape>[] = [];
        if (product.type === 'variable')
          for await (const some of pages(`products/${product.id}/variations`, variationShape))
            variations.push(...some);
        pulled.push(productOf(product, variations));
      }
      yield pulled;
    }
  }

  return {
    name: 'woocommerce',
    products,
    async findOrder({ number, placedAt }) {
      const after = new Date(Date.parse(placedAt) - MARGIN_MS).toISOString();
      for await (const orders of pages(`orders?after=${after}`, ordersShape.element)) {
        const found = orders.find(({ meta_data: meta }) =>
          meta.some(({ key: name, value }) => name === META && value === number),
        );
        if (found) return String(found.id);
      }
      return null;
    },
    async pushOrder(order) {
      const lines = [];
      for (const { sku, title, quantity, net, unitPrice } of order.lines) {
        const { body } = await ask(`products?sku=${encodeURIComponent(sku)}`);
        const found = foundShape.parse(body);
        const [one] = found;
        const product =
          !one || found.length > 1
            ? { name: title }
            : one.type === 'variation'
              ? { product_id: one.parent_id, variation_id: one.id }
              : { product_id: one.id };
        const subtotal = String(Math.round(Number(unitPrice) * quantity * 1e4) / 1e4);
        lines.push({ ...product, quantity, subtotal, total: net });
      }
      const [firstName = '', ...rest] = (order.address?.name ?? '').split(' ');
      const address = order.address && {
        first_name: firstName,
        last_name: rest.join(' '),
        address_1: order.address.line1,
        address_2: order.address.line2,
        city: order.address.city,
        state: order.address.region,
        postcode: order.address.postcode,
        country: order.address.country,
      };
      const given = {
        status: 'processing',
        set_paid: true,
        currency: order.currency,
        payment_method_title: 'Paid at the shop',
        billing: { ...address, email: order.email ?? '' },
        ...(address ? { shipping: address } : {}),
        line_items: lines,
        shipping_lines: [
          { method_id: 'other', method_title: order.service ?? 'Delivery', total: order.shipping },
        ],
        meta_data: [{ key: META, value: order.number }],
      };
      const { body } = await ask('orders', { method: 'POST', body: JSON.stringify(given) });
      return String(orderShape.parse(body).id);
    },
    async cancelOrder(ref) {
      await ask(`orders/${ref}`, { method: 'PUT', body: JSON.stringify({ status: 'cancelled' }) });
    },
    isSigned: (body, header) => isSignature(webhookSecret, body, header('x-wc-webhook-signature')),
  };
}

function productOf(
  product: z.output<typeof productShape>,
  variations: readonly z.output<typeof variationShape>[],
): PulledProduct {
  const options = product.attributes.filter(({ variation }) => variation).map(({ name }) => ({ name }));
  const sold = variations.length ? variations : [{ ...product, attributes: [] }];
  return {
    handle: product.slug,
    title: product.name,
    body_html: product.description,
    vendor: product.brands[0]?.name ?? '',
    product_type: product.categories[0]?.name ?? '',
    tags: product.tags.map(({ name }) => name),
    options: variations.length ? options : [],
    images: product.images,
    variants: sold.map((one) => {
      const [option1 = null, option2 = null, option3 = null] = options.map(
        ({ name }) => one.attributes.find((given) => given.name === name)?.option ?? null,
      );
      const isReduced = one.regular_price !== '' && Number(one.regular_price) > Number(one.price);
      return {
        sku: one.sku,
        barcode: one.global_unique_id ?? null,
        price: one.price,
        compare_at_price: isReduced ? one.regular_price : null,
        option1,
        option2,
        option3,
        // What variations have together is counted for none of them: each could sell all of it.
        inventory_management: one.manage_stock === true ? 'woocommerce' : null,
        ...(one.manage_stock === true
          ? { inventory_quantity: one.stock_quantity ?? 0 }
          : { available: one.stock_status !== 'outofstock' }),
        inventory_policy: one.backorders === 'no' ? 'deny' : 'continue',
      };
    }),
  };
}
