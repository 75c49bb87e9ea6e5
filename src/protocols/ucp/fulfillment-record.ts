import type { Cart } from '#src/carts/cart.ts';
import type { Details } from '#src/carts/address.ts';
import { quoteCart, servicesTo } from '#src/carts/quote-cart.ts';
import { slugOf } from '#src/catalog/slug.ts';
import type { Buyer } from '#src/customers/buyer.ts';
import { arrival, arrivalText } from '#src/fulfilment/delivery-promise.ts';
import type { Money } from '#src/money/money.ts';
import type { Door, Json } from './door.ts';
import { lineId, type Asked } from './session.ts';

/** How a way of delivery is told: that it costs nothing stands in its name. */
export const optionTitle = (service: string, cost: Money): string =>
  cost.minor === 0 ? `${service}, Free` : service;

export const optionId = (service: string): string => slugOf(service);

interface Way {
  readonly service: string;
  readonly record: Json;
}

/** The ways a parcel of that cart can go, each at what it would cost with its offers, and with its days. */
export async function waysTo(
  door: Pick<Door, 'db' | 'content' | 'release' | 'now'>,
  cart: Cart,
  details: Details,
  buyer: Buyer,
): Promise<readonly Way[]> {
  const { db, content, release, now } = door;
  const { store } = content;
  const waits = cart.lines.some(({ variant }) => variant.availability.state === 'backorder');
  return Promise.all(
    servicesTo(content, cart, details.country).map(async ({ service, rate }): Promise<Way> => {
      const { delivery } = await quoteCart(
        db,
        content,
        { ...cart, details: { ...details, service: service.name } },
        buyer,
        now,
      );
      const cost = delivery?.cost ?? rate;
      const off = delivery?.off.minor ?? 0;
      const days = arrival(service, now, store);
      const said = waits
        ? 'Something of it has to be ordered in first.'
        : `Arrives ${arrivalText(days, store.locale)}`;
      return {
        service: service.name,
        record: {
          id: optionId(service.name),
          title: optionTitle(service.name, cost),
          description: release > '2026-04-08' ? { plain: said } : said,
          ...(waits
            ? {}
            : {
                earliest_fulfillment_time: days.from.toISOString(),
                latest_fulfillment_time: days.to.toISOString(),
              }),
          totals: [
            { type: 'subtotal', amount: rate.minor },
            ...(off > 0 ? [{ type: 'discount', amount: -off }] : []),
            { type: 'total', amount: cost.minor },
          ],
        },
      };
    }),
  );
}

/** One parcel with all lines: where it may go, and how once it is known where. */
export function fulfillmentRecord(
  { release }: Pick<Door, 'release'>,
  skus: readonly string[],
  asked: Asked,
  ways: readonly Way[] | null,
): Json {
  const ids = skus.map(lineId);
  const chosen = ways?.find(({ service }) => optionId(service) === asked.selectedOption);
  return {
    methods: [
      {
        id: 'shipping',
        type: 'shipping',
        line_item_ids: ids,
        ...(asked.destinations.length
          ? {
              destinations: asked.destinations.map((one) =>
                release > '2026-04-08' ? { ...one, type: 'shipping_address' } : one,
              ),
            }
          : {}),
        selected_destination_id: asked.selectedDestination,
        ...(ways
          ? {
              groups: [
                {
                  id: 'parcel',
                  line_item_ids: ids,
                  options: ways.map(({ record }) => record),
                  selected_option_id: chosen ? asked.selectedOption : null,
                },
              ],
            }
          : {}),
      },
    ],
  };
}
