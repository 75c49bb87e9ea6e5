import { capabilitiesOf, writeCapabilities } from './capabilities.ts';
import type { Answer, Door, Json, Message, Refused } from './door.ts';
import { handlersOf, writeHandlers } from './payment-handlers.ts';
import type { Release } from './releases.ts';
import { asOfJanuary } from './january.ts';

/** What of the shop an answer speaks of: only checkouts name ways to pay. */
export type Kind = 'catalog' | 'cart' | 'checkout' | 'order';

export interface Written {
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

type Teller = Pick<Door, 'content' | 'site' | 'payment' | 'release'>;

/** An answer in the words of its release: what there is, in its envelope, or why not. */
export function writeAnswer(teller: Teller, kind: Kind, answer: Answer): Written {
  if (!answer.ok) return writeRefusal(teller, answer);
  const { release } = teller;
  const body = { ucp: envelope(teller, kind), ...answer.body };
  return {
    status: answer.status,
    body: release === '2026-01-11' ? asOfJanuary(body, kind, handlersOf(teller.payment, teller.site)) : body,
    headers: answer.headers ?? {},
  };
}

function envelope({ content, site, payment, release }: Teller, kind: Kind): Json {
  const capabilities = writeCapabilities(release, capabilitiesOf(release, site, content), 'names');
  if (release === '2026-01-11') return { version: release, capabilities };
  return {
    version: release,
    status: 'success',
    capabilities,
    ...(kind === 'checkout'
      ? { payment_handlers: writeHandlers(handlersOf(payment, site), release, 'names') }
      : {}),
  };
}

/** The first release tells outcomes by HTTP, with `detail`; later ones tell them in messages under 200. */
function writeRefusal({ site, release }: Pick<Teller, 'site' | 'release'>, refused: Refused): Written {
  const [{ code, content }] = refused.messages;
  const messages = refused.messages.map(plain);
  const continueUrl = { continue_url: refused.continueUrl ?? `${site}/` };
  const headers = refused.headers ?? {};
  if (release === '2026-01-11')
    return {
      status: refused.status,
      body: { detail: content, code, status: 'error', messages, ...continueUrl },
      headers,
    };
  const ucp = { version: release, status: 'error' };
  return refused.isProtocol
    ? { status: refused.status, body: { code, content, ucp, messages, ...continueUrl }, headers }
    : { status: 200, body: { ucp, messages, ...continueUrl }, headers };
}

const plain = (message: Message): Json => ({ ...message });

/** What the first release calls differently in its status codes. */
export const statusIn = (release: Release, inJanuary: number, later: number): number =>
  release === '2026-01-11' ? inJanuary : later;
