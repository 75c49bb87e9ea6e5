import type { Door, Json, Message } from '../ucp/door.ts';
import type { Total } from '../ucp/totals.ts';
import { acpHandlers } from './payment-handlers.ts';
import { VERSION } from './version.ts';
import { writeMessage } from './write-message.ts';

// Of what the checkout of agents answers (src/protocols/ucp), the members that are told here.
interface Record_ {
  readonly id: string;
  readonly status: keyof typeof STATUS;
  readonly currency: string;
  readonly buyer?: Json;
  readonly line_items: readonly Line[];
  readonly totals: readonly Total[];
  readonly fulfillment?: { readonly methods: readonly Method[] };
  readonly discounts?: { readonly codes: readonly string[]; readonly applied: readonly Applied[] };
  readonly messages: readonly Message[];
  readonly links: readonly { readonly type: string; readonly url: string }[];
  readonly expires_at: string;
  readonly continue_url?: string;
  readonly order?: { readonly id: string; readonly label: string; readonly permalink_url: string };
}
interface Line {
  readonly id: string;
  readonly item: {
    readonly id: string;
    readonly title: string;
    readonly price: number;
    readonly image_url?: string;
  };
  readonly quantity: number;
  readonly totals: readonly Total[];
}
interface Option {
  readonly id: string;
  readonly title: string;
  readonly description: string | { readonly plain: string };
  readonly earliest_fulfillment_time?: string;
  readonly latest_fulfillment_time?: string;
  readonly totals: readonly Total[];
}
export interface Method {
  readonly destinations?: readonly Readonly<Record<string, string | undefined>>[];
  readonly selected_destination_id: string | null;
  readonly groups?: readonly {
    readonly options: readonly Option[];
    readonly selected_option_id: string | null;
  }[];
}
interface Applied {
  readonly code?: string;
  readonly title: string;
  readonly amount: number;
  readonly automatic: boolean;
  readonly priority: number;
  readonly allocations: readonly Json[];
}

const STATUS = {
  incomplete: 'not_ready_for_payment',
  ready_for_complete: 'ready_for_payment',
  requires_escalation: 'requires_escalation',
  complete_in_progress: 'complete_in_progress',
  completed: 'completed',
  canceled: 'canceled',
} as const;

const LINKS: Readonly<Record<string, string>> = {
  refund_policy: 'return_policy',
  shipping_policy: 'shipping_policy',
  privacy_policy: 'privacy_policy',
  terms_of_service: 'terms_of_use',
};

/** A checkout of an agent in the words of this protocol: the same lines, sums, ways of delivery and messages. */
export function writeSession(door: Pick<Door, 'payment' | 'site'>, body: Json): Json {
  const record = body as unknown as Record_;
  const method = record.fulfillment?.methods[0];
  const group = method?.groups?.[0];
  const ids = record.line_items.map(({ item }) => item.id);
  const buyer = buyerOf(record.buyer);
  const details = detailsOf(method, record.buyer);
  return {
    id: record.id,
    protocol: { version: VERSION },
    capabilities: {
      payment: { handlers: acpHandlers(door) },
      interventions: { supported: [], required: [], enforcement: 'optional' },
      extensions: [{ name: 'discount', extends: ['$.CheckoutSession.discounts'] }],
    },
    status: STATUS[record.status],
    currency: record.currency.toLowerCase(),
    ...(buyer ? { buyer } : {}),
    line_items: record.line_items.map(lineOf),
    ...(details ? { fulfillment_details: details } : {}),
    fulfillment_options: (group?.options ?? []).map(optionOf),
    ...(group?.selected_option_id
      ? {
          selected_fulfillment_options: [
            { type: 'shipping', option_id: group.selected_option_id, item_ids: ids },
          ],
        }
      : {}),
    totals: totalsOf(record.totals),
    ...(record.discounts ? { discounts: discountsOf(record.discounts) } : {}),
    messages: record.messages.map(writeMessage),
    links: record.links.flatMap(({ type, url }) => (LINKS[type] ? [{ type: LINKS[type], url }] : [])),
    expires_at: record.expires_at,
    ...(record.continue_url ? { continue_url: record.continue_url } : {}),
    ...(record.order
      ? {
          order: {
            type: 'order',
            id: record.order.id,
            checkout_session_id: record.id,
            order_number: record.order.label,
            permalink_url: record.order.permalink_url,
          },
        }
      : {}),
  };
}

const lineOf = ({ id, item, quantity, totals }: Line): Json => ({
  id,
  item: { id: item.id },
  quantity,
  name: item.title,
  unit_amount: item.price,
  ...(item.image_url ? { images: [item.image_url] } : {}),
  totals: totalsOf(totals),
});

const KINDS: Readonly<Record<string, readonly [type: string, text: string]>> = {
  subtotal: ['items_base_amount', 'Goods'],
  discount: ['items_discount', 'Offers'],
  items_discount: ['items_discount', 'Offers'],
};

/** Each entry as it is there; what is taken off is told without a sign, and what goods come to after it beside. */
function totalsOf(totals: readonly Total[]): readonly Json[] {
  const goods = totals.filter(({ type }) => KINDS[type]);
  const others = totals.filter(({ type }) => !KINDS[type]);
  const subtotal = goods.reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...goods.map(({ type, display_text, amount }) => ({
      type: KINDS[type]?.[0] ?? type,
      display_text: display_text ?? KINDS[type]?.[1] ?? type,
      amount: Math.abs(amount),
    })),
    { type: 'subtotal', display_text: 'Goods after offers', amount: subtotal },
    ...others.map(({ type, display_text = 'Total', amount }) => ({ type, display_text, amount })),
  ];
}

function optionOf(option: Option): Json {
  const { description, earliest_fulfillment_time: from, latest_fulfillment_time: to, totals } = option;
  const cost = totals.find(({ type }) => type === 'total')?.amount ?? 0;
  return {
    type: 'shipping',
    id: option.id,
    title: option.title,
    description: typeof description === 'string' ? description : description.plain,
    ...(from && to ? { earliest_delivery_time: from, latest_delivery_time: to } : {}),
    totals: [{ type: 'fulfillment', display_text: 'Delivery', amount: cost }],
  };
}

const discountsOf = ({ codes, applied }: NonNullable<Record_['discounts']>): Json => ({
  codes,
  applied: applied.map(({ code, title, amount, automatic, priority, allocations }) => ({
    id: `discount_${priority}`,
    ...(code === undefined ? {} : { code }),
    coupon: { id: code ?? `offer_${priority}`, name: title },
    amount,
    automatic,
    priority,
    allocations,
  })),
});

const BUYER = ['first_name', 'last_name', 'full_name', 'email', 'phone_number'] as const;

/** The buyer, who has an address or is not told. */
const buyerOf = (buyer: Json | undefined): Json | null =>
  buyer?.['email']
    ? Object.fromEntries(BUYER.flatMap((key) => (buyer[key] ? [[key, buyer[key]]] : [])))
    : null;

function detailsOf(method: Method | undefined, buyer: Json | undefined): Json | null {
  const to = method?.destinations?.find(({ id }) => id === method.selected_destination_id);
  if (!to) return null;
  return {
    ...(buyer?.['email'] ? { email: buyer['email'] } : {}),
    ...(buyer?.['phone_number'] ? { phone_number: buyer['phone_number'] } : {}),
    address: {
      name: to['full_name'] ?? '',
      line_one: to['street_address'] ?? '',
      ...(to['extended_address'] ? { line_two: to['extended_address'] } : {}),
      city: to['address_locality'] ?? '',
      state: to['address_region'] ?? '',
      country: to['address_country'] ?? '',
      postal_code: to['postal_code'] ?? '',
    },
  };
}
