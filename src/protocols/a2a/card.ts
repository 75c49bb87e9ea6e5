import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { implementation } from '../mcp/server.ts';

export const A2A_PATH = '/api/a2a';
const A2A_VERSION = '1.0';

/** The card of the shop's assistant for other agents (Agent2Agent 1.0): where it is asked, and what it is good for. */
export function agentCard({ environment: { SITE_URL: site }, content }: Shop) {
  const now = content.current();
  const { title, description, version } = implementation(now, site);
  const examples = now.store.home.questions.slice(0, 5);
  return {
    name: title,
    description,
    version,
    provider: { organization: now.store.name, url: site },
    documentationUrl: absolute(site, '/llms.txt'),
    supportedInterfaces: [
      { url: absolute(site, A2A_PATH), protocolBinding: 'JSONRPC', protocolVersion: A2A_VERSION },
    ],
    capabilities: { streaming: false, pushNotifications: false, extendedAgentCard: false },
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain', 'application/json'],
    skills: [
      {
        id: 'ask',
        name: 'Ask the shop',
        description:
          'Finds, compares and explains what the shop sells, answers from its policies and guides, and fills a cart that a person pays for.',
        tags: ['shopping', 'search', 'advice', 'cart'],
        examples,
      },
    ],
  };
}
