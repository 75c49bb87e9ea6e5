import type { Json, Message } from '../ucp/door.ts';

/** What the protocol calls what went wrong; its list is closed, so what is on none of it is `invalid`. */
const ERRORS: Readonly<Record<string, string>> = {
  missing: 'missing',
  not_found: 'not_found',
  item_unavailable: 'out_of_stock',
  out_of_stock: 'out_of_stock',
  address_undeliverable: 'region_restricted',
  requires_buyer: 'intervention_required',
  handed_over: 'intervention_required',
  payment_at_shop: 'unsupported',
  invalid_payment_handler: 'unsupported',
  payment_failed: 'payment_declined',
  changed: 'conflict',
  expired: 'expired',
  rate_limited: 'rate_limited',
};

const RESOLUTIONS: ReadonlySet<string> = new Set([
  'recoverable',
  'requires_buyer_input',
  'requires_buyer_review',
]);

/** A message of the checkout of agents in the words of this protocol. */
export function writeMessage({ type, code, content, severity, path }: Message): Json {
  const said = {
    ...(severity && RESOLUTIONS.has(severity) ? { resolution: severity } : {}),
    ...(path === undefined ? {} : { param: paramOf(path) }),
    content_type: 'plain',
    content,
  };
  if (type === 'info') return { type, ...said };
  if (type === 'warning')
    return { type, code: code.startsWith('discount_code_') ? code : 'limited_availability', ...said };
  return { type, code: ERRORS[code] ?? 'invalid', ...said };
}

/** Where that stands in a session of this protocol. */
export const paramOf = (path: string): string =>
  path
    .replace(/^\$\.fulfillment\.methods\[0\]\.groups.*$/, '$.selected_fulfillment_options')
    .replace(/^\$\.fulfillment.*$/, '$.fulfillment_details.address')
    .replace(/^\$\.payment.*$/, '$.payment_data');
