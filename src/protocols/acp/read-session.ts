import type { SessionBody } from '../ucp/session-schema.ts';
import type { UpdateBody } from './schema.ts';

/** What an agent sent, as the checkout of agents takes it. What is not said stays. */
export function readSession(given: UpdateBody): SessionBody {
  const { line_items: items, selected_fulfillment_options: selected } = given;
  const codes = given.discounts?.codes ?? given.coupons;
  const attribution = given.affiliate_attribution && readAttribution(given.affiliate_attribution);
  const buyer = readBuyer(given);
  const method = { ...readDestination(given), ...readOption(selected) };
  return {
    ...(items ? { line_items: items.map(({ id, quantity = 1 }) => ({ item: { id }, quantity })) } : {}),
    ...(buyer ? { buyer } : {}),
    ...(codes ? { discounts: { codes } } : {}),
    ...(attribution ? { attribution } : {}),
    ...(Object.keys(method).length ? { fulfillment: { methods: [method] } } : {}),
  };
}

/** The buyer; where none is named, whoever the parcel is for. */
export function readBuyer({
  buyer,
  fulfillment_details: to,
}: Pick<UpdateBody, 'buyer' | 'fulfillment_details'>): SessionBody['buyer'] {
  const { first_name, last_name, full_name, phone_number = to?.phone_number } = buyer ?? {};
  const email = buyer?.email ?? to?.email;
  const known = { first_name, last_name, full_name, email, phone_number };
  const said = Object.entries(known).filter(([, value]) => value !== undefined);
  return said.length ? Object.fromEntries(said) : undefined;
}

/** There is one address in this protocol. */
const ADDRESS = 'address';

function readDestination({ fulfillment_details: to }: UpdateBody) {
  const address = to?.address;
  if (!address) return {};
  return {
    destinations: [
      {
        id: ADDRESS,
        full_name: address.name || to.name,
        street_address: address.line_one,
        ...(address.line_two ? { extended_address: address.line_two } : {}),
        address_locality: address.city,
        address_region: address.state,
        postal_code: address.postal_code,
        address_country: address.country,
      },
    ],
    selected_destination_id: ADDRESS,
  };
}

const readOption = (selected: UpdateBody['selected_fulfillment_options']) => {
  const option = selected?.find(({ type }) => type === 'shipping')?.option_id;
  return option === undefined ? {} : { groups: [{ selected_option_id: option }] };
};

/** Who led the buyer here; never the token, which is a secret of the network. */
function readAttribution({
  provider,
  publisher_id,
  campaign_id,
  creative_id,
  sub_id,
  touchpoint,
}: NonNullable<UpdateBody['affiliate_attribution']>): Record<string, string> {
  const known = { provider, publisher_id, campaign_id, creative_id, sub_id, touchpoint };
  return Object.fromEntries(Object.entries(known).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}
