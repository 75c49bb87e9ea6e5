import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { implementation } from '../mcp/server.ts';

const SCHEMA = 'https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json';
const LONGEST = 100; // characters of a name or a description, by that schema
const REVISIONS = ['2026-07-28', '2025-11-25'];

/** What a client learns of the shop's MCP endpoint before it connects (SEP-2127). */
export function serverCard({ environment: { SITE_URL: site }, content }: Shop) {
  const { name, title, description, version, websiteUrl } = implementation(content.current(), site);
  return {
    $schema: SCHEMA,
    name: `${name}/shop`,
    title: title.slice(0, LONGEST),
    description: description.slice(0, LONGEST),
    version,
    websiteUrl,
    remotes: [{ type: 'streamable-http', url: absolute(site, '/mcp'), supportedProtocolVersions: REVISIONS }],
  };
}
