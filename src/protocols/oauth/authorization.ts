import { clientOf, mayLeadBack, type Client } from './client-document.ts';
import { readScope, type Sight } from './scopes.ts';

/** What a program asks a customer for. */
export interface Asked {
  readonly client: Client;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly sights: readonly Sight[];
  readonly state: string | null;
}

export type AuthorizationRead =
  | { readonly ok: true; readonly asked: Asked }
  /** Nobody is led anywhere: who asks, or where it wants to go on, is not known. */
  | { readonly ok: false; readonly refusal: 'unknown-client' | 'unknown-redirect' }
  /** The program is told at this address what it did wrong. */
  | { readonly ok: false; readonly refusal: 'redirect'; readonly url: string };

const MOST = 2_000;

/** Reads what stands in the address of the consent page; every parameter once (OAuth 2.1, 4.1.1; RFC 7636, 9207, 8707). */
export async function readAuthorization(
  params: URLSearchParams,
  site: string,
  anyHost: boolean,
): Promise<AuthorizationRead> {
  const said = (name: string): string | null => {
    const all = params.getAll(name);
    return all.length === 1 && (all[0]?.length ?? 0) <= MOST ? (all[0] ?? null) : null;
  };
  const client = await clientOf(said('client_id') ?? '', anyHost);
  if (!client) return { ok: false, refusal: 'unknown-client' };
  const redirectUri = said('redirect_uri') ?? '';
  if (!mayLeadBack(client, redirectUri)) return { ok: false, refusal: 'unknown-redirect' };
  const state = said('state');
  const refuse = (error: string, why: string): AuthorizationRead => ({
    ok: false,
    refusal: 'redirect',
    url: ledBack({ redirectUri, state }, site, { error, error_description: why }),
  });
  const twice = [...new Set(params.keys())].find(
    (name) => params.getAll(name).length > 1 && name !== 'resource',
  );
  if (twice) return refuse('invalid_request', 'A parameter stands there twice.');
  if (said('response_type') !== 'code') return refuse('unsupported_response_type', 'Only code is answered.');
  const challenge = said('code_challenge') ?? '';
  if (said('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
    return refuse('invalid_request', 'PKCE with S256 is needed.');
  const sights = readScope(site, said('scope'));
  if (!sights) return refuse('invalid_scope', 'One of the scopes is unknown.');
  if (params.getAll('resource').some((one) => URL.parse(one)?.origin !== new URL(site).origin))
    return refuse('invalid_target', 'That is no resource of this shop.');
  return { ok: true, asked: { client, redirectUri, challenge, sights, state } };
}

/** The address at which the program goes on, with what came of it and who says so. */
export function ledBack(
  { redirectUri, state }: Pick<Asked, 'redirectUri' | 'state'>,
  site: string,
  answer: Readonly<Record<string, string>>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }), iss: site }))
    url.searchParams.set(name, value);
  return url.href;
}
