import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { A2A_PATH } from '../a2a/card.ts';
import { baseOf, CURRENT } from '../ucp/releases.ts';

/** Which doors for agents there are, as Agentic Resource Discovery lists them (ai-catalog 1.0). */
export function aiCatalog({ environment: { SITE_URL: site }, content }: Shop) {
  const { store } = content.current();
  const urn = (name: string) => `urn:air:${new URL(site).hostname}:shop:${name}`;
  const questions = store.home.questions.slice(0, 5);
  return {
    specVersion: '1.0',
    host: { displayName: store.name, documentationUrl: absolute(site, '/llms.txt') },
    entries: [
      {
        identifier: urn('mcp'),
        displayName: `${store.name}, tools`,
        type: 'application/mcp-server-card+json',
        url: absolute(site, '/mcp/server-card'),
        description: 'Search, compare, ask, fill a cart and follow an order, as tools.',
        ...(questions.length > 1 ? { representativeQueries: questions } : {}),
      },
      {
        identifier: urn('ask'),
        displayName: `${store.name}, questions`,
        type: 'application/vnd.oai.openapi+json',
        url: absolute(site, '/openapi.json'),
        description: 'NLWeb: a question in plain words, products and passages as the answer.',
        ...(questions.length > 1 ? { representativeQueries: questions } : {}),
      },
      {
        identifier: urn('assistant'),
        displayName: `${store.name}, assistant`,
        type: 'application/a2a-agent-card+json',
        url: absolute(site, '/.well-known/agent-card.json'),
        description: 'Agent2Agent: the conversation of the shop, for agents that talk to agents.',
      },
    ],
  };
}

/** The same doors as a set of links to their descriptions (RFC 9727). */
export function apiCatalog(site: string) {
  const at = (path: string) => absolute(site, path);
  const described = (anchor: string, path: string, type: string) => ({
    anchor: at(anchor),
    'service-desc': [{ href: at(path), type }],
  });
  return {
    linkset: [
      described('/ask', '/openapi.json', 'application/vnd.oai.openapi+json'),
      described('/mcp', '/mcp/server-card', 'application/mcp-server-card+json'),
      described('/acp', '/.well-known/acp.json', 'application/json'),
      described(A2A_PATH, '/.well-known/agent-card.json', 'application/a2a-agent-card+json'),
      described(`${baseOf(CURRENT)}/mcp`, '/openrpc.json', 'application/json'),
      described('/api/back-office', '/api/back-office/openapi.json', 'application/vnd.oai.openapi+json'),
    ],
  };
}
