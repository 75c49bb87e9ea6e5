import { z } from 'zod';
import type { Database } from '#src/database/database.ts';
import { decimalMoney, money, type Money } from '#src/money/money.ts';
import type { Order } from '#src/orders/order.ts';
import { refundedOf } from '#src/orders/refunds.ts';
import { returnsOf } from '#src/orders/return-store.ts';

export const amountSchema = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/)
  .describe('An amount of money as a plain decimal, such as 49.95, in the currency that stands beside it.');

const when = z.string().describe('A time as ISO 8601 in UTC.');

export const STATES = ['awaiting-payment', 'paid', 'sent', 'delivered', 'cancelled'] as const;

/** An order as programs read it: what was agreed, how it stands, and where it goes. */
export const orderSchema = z
  .object({
    number: z.string().describe('What the customer reads and types, such as K7QM-4X2P.'),
    state: z.enum(STATES),
    placedAt: when,
    sentAt: when.nullable(),
    deliveredAt: when.nullable(),
    cancelledBecause: z.string().nullable(),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
    email: z.string().nullable(),
    address: z
      .object({
        name: z.string(),
        line1: z.string(),
        line2: z.string(),
        city: z.string(),
        region: z.string(),
        postcode: z.string(),
        country: z.string().describe('ISO 3166-1, two letters.'),
      })
      .nullable(),
    service: z.string().nullable().describe('The delivery service that was chosen.'),
    currency: z.string().describe('ISO 4217, three letters.'),
    subtotal: amountSchema,
    discount: amountSchema,
    shipping: amountSchema,
    tax: amountSchema,
    taxIncluded: z.boolean().describe('Whether the prices hold the tax.'),
    total: amountSchema,
    refunded: amountSchema.describe('What has gone back.'),
    refundWanted: amountSchema.describe('What is on its way back.'),
    lines: z.array(
      z.object({
        sku: z.string(),
        title: z.string().describe('As it was called when it was ordered.'),
        quantity: z.int(),
        returned: z.int(),
        unitPrice: amountSchema,
        discount: amountSchema,
        net: amountSchema.describe('What was paid for the line, before tax that comes on top.'),
        tax: amountSchema,
      }),
    ),
    returns: z.array(
      z.object({
        id: z.string().describe('What stands on the label.'),
        state: z.enum(['started', 'received', 'refunded', 'refused']),
        startedAt: when,
        reason: z.string(),
        refund: amountSchema,
        lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
      }),
    ),
  })
  .meta({ id: 'Order' });

export type OrderRecord = z.infer<typeof orderSchema>;

export async function orderRecord(db: Database, order: Order): Promise<OrderRecord> {
  const [returns, refunded] = await Promise.all([returnsOf(db, order.id), refundedOf(db, order.id)]);
  const { currency } = order.total;
  const amount = (of: Money) => decimalMoney(of);
  const minor = (of: number) => decimalMoney(money(of, currency));
  const { address } = order;
  return {
    number: order.number,
    state: order.state,
    placedAt: order.placedAt.toISOString(),
    sentAt: order.sentAt?.toISOString() ?? null,
    deliveredAt: order.deliveredAt?.toISOString() ?? null,
    cancelledBecause: order.cancelledBecause,
    carrier: order.carrier,
    tracking: order.tracking,
    email: order.email,
    address: address && {
      name: address.name,
      line1: address.line1,
      line2: address.line2,
      city: address.city,
      region: address.region,
      postcode: address.postcode,
      country: address.country,
    },
    service: order.terms?.delivery?.service ?? null,
    currency,
    subtotal: amount(order.subtotal),
    discount: amount(order.discount),
    shipping: amount(order.shipping),
    tax: amount(order.tax),
    taxIncluded: order.terms?.tax?.included ?? false,
    total: amount(order.total),
    refunded: minor(refunded.done),
    refundWanted: minor(refunded.wanted),
    lines: order.lines.map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      returned: line.returned,
      unitPrice: amount(line.unit),
      discount: amount(line.discount),
      net: amount(line.net),
      tax: amount(line.tax),
    })),
    returns: returns.map((one) => ({
      id: one.id,
      state: one.state,
      startedAt: one.startedAt.toISOString(),
      reason: one.reason,
      refund: amount(one.refund),
      lines: one.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    })),
  };
}
