import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Address } from '#src/carts/address.ts';
import { productBySku } from '#src/catalog/product-store.ts';
import { money } from '#src/money/money.ts';
import { orderPath } from '#src/orders/order-link.ts';
import type { Order } from '#src/orders/order.ts';
import { returnsOf } from '#src/orders/return-store.ts';
import { rasterUrl } from '#src/pictures/picture-url.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { Door, Json } from './door.ts';
import { optionTitle } from './fulfillment-record.ts';
import { lineId, type Session } from './session.ts';
import { totalsOfLine, totalsOfOrder } from './totals.ts';

type Teller = Pick<Door, 'db' | 'site' | 'now'>;

/** An order as the protocol has it: what was bought, what is promised, what has happened, and what was given back. */
export async function orderRecord(
  teller: Teller,
  session: Pick<Session, 'id' | 'asked'>,
  order: Order,
): Promise<Json> {
  const { db, site, now } = teller;
  const isSent = order.state === 'sent' || order.state === 'delivered';
  const permalink = absolute(site, await orderPath(db, order, now));
  const lines = await linesOf(teller, order);
  const pieces = order.lines.map(({ sku, quantity }) => ({ id: lineId(sku), quantity }));
  return {
    id: order.id,
    label: order.number,
    checkout_id: session.id,
    permalink_url: permalink,
    line_items: lines.map(({ line, image }) => {
      const total = line.quantity - line.returned;
      const fulfilled = isSent ? total : 0;
      return {
        id: lineId(line.sku),
        item: {
          id: line.sku,
          title: line.title,
          price: line.unit.minor,
          ...(image === null ? {} : { image_url: image }),
        },
        quantity: { original: line.quantity, total, fulfilled },
        totals: totalsOfLine(
          money(line.unit.minor * line.quantity, line.unit.currency),
          line.discount,
          line.net,
        ),
        status: total === 0 ? 'removed' : isSent ? 'fulfilled' : 'processing',
      };
    }),
    fulfillment: {
      expectations:
        order.address && order.terms?.delivery
          ? [
              {
                id: 'parcel',
                line_items: pieces,
                method_type: 'shipping',
                destination: destinationOf(order.address),
                description: optionTitle(order.terms.delivery.service, order.terms.delivery.cost),
                ...(order.terms.waitsForSupply ? {} : { fulfillable_on: 'now' }),
              },
            ]
          : [],
      events: eventsOf(order, pieces, permalink),
    },
    adjustments: await adjustmentsOf(db, order),
    currency: order.total.currency,
    totals: totalsOfOrder(order),
    ...(session.asked.attribution ? { attribution: session.asked.attribution } : {}),
  };
}

async function linesOf({ db, site }: Teller, order: Order) {
  return Promise.all(
    order.lines.map(async (line) => {
      const found = await productBySku(db, line.sku);
      return { line, image: found && absolute(site, rasterUrl(found.product, found.variant)) };
    }),
  );
}

const destinationOf = (address: Address): Json => {
  const [first = '', ...rest] = address.name.split(' ');
  return {
    first_name: first,
    ...(rest.length ? { last_name: rest.join(' ') } : {}),
    street_address: address.line1,
    ...(address.line2 ? { extended_address: address.line2 } : {}),
    address_locality: address.city,
    ...(address.region ? { address_region: address.region } : {}),
    postal_code: address.postcode,
    address_country: address.country,
  };
};

function eventsOf(order: Order, pieces: readonly Json[], permalink: string): readonly Json[] {
  const event = (type: string, at: Date | null, more: Json = {}) =>
    at === null ? [] : [{ id: type, occurred_at: at.toISOString(), type, line_items: pieces, ...more }];
  return [
    ...event('shipped', order.sentAt, {
      ...(order.tracking === null ? {} : { tracking_number: order.tracking }),
      ...(order.carrier === null ? {} : { carrier: order.carrier }),
      tracking_url: permalink,
    }),
    ...event('delivered', order.deliveredAt, { tracking_url: permalink }),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  cancelled: 'The order was cancelled.',
  returned: 'What came back was paid back.',
  allowance: 'A part was given back.',
  'paid-late': 'It was paid after its time.',
  'paid-twice': 'It was paid twice.',
};

/** What was given back or is to be, and what is on its way back. */
async function adjustmentsOf(db: Database, order: Order): Promise<readonly Json[]> {
  const { rows: refunds } = await rowsOf(
    columns('refund', 'id', 'amount_minor', 'state', 'because', 'at'),
  )`select id, amount_minor, state, because, at from refund where order_id = ${order.id} order by at, id`.execute(
    db,
  );
  const returns = await returnsOf(db, order.id);
  const skuAt = new Map(order.lines.map(({ position, sku }) => [position, sku]));
  return [
    ...refunds.map((refund) => ({
      id: refund.id,
      type: refund.because === 'cancelled' ? 'cancellation' : 'refund',
      occurred_at: refund.at.toISOString(),
      status: refund.state === 'done' ? 'completed' : refund.state === 'wanted' ? 'pending' : 'failed',
      totals: [{ type: 'total', amount: -refund.amount_minor }],
      description: WORDS[refund.because] ?? 'Money was given back.',
    })),
    ...returns.map((one) => ({
      id: one.id,
      type: 'return',
      occurred_at: one.startedAt.toISOString(),
      status: one.state === 'started' ? 'pending' : one.state === 'refunded' ? 'completed' : 'failed',
      line_items: one.lines.map(({ position, sku, quantity }) => ({
        id: lineId(sku ?? skuAt.get(position) ?? ''),
        quantity: -quantity,
      })),
      totals: [{ type: 'total', amount: -one.refund.minor }],
      ...(one.reason ? { description: one.reason } : {}),
    })),
  ];
}
