import { scopesOf } from './scopes.ts';

/** Where programs ask to be linked with a customer's account (RFC 8414). The issuer is the shop's address, letter by letter. */
export const authorizationServer = (site: string) => ({
  issuer: site,
  authorization_endpoint: `${site}/oauth/authorize`,
  token_endpoint: `${site}/oauth/token`,
  revocation_endpoint: `${site}/oauth/revoke`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  scopes_supported: scopesOf(site),
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
});

/** Of what the tokens are for, and who makes them (RFC 9728). */
export const protectedResource = (site: string, path: string) => ({
  resource: `${site}${path}`,
  authorization_servers: [site],
  scopes_supported: scopesOf(site),
  bearer_methods_supported: ['header'],
});

/** Metadata as it is sent: to every origin, since programs in browsers read it too. */
export const sendMetadata = (metadata: object): Response =>
  Response.json(metadata, {
    headers: { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' },
  });
