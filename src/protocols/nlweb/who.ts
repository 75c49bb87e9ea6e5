import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { VERSION } from './answer.ts';

/** Who answers here, and at which doors: NLWeb's `WhoResponse`. */
export function whoAnswer({ environment: { SITE_URL: site }, content }: Shop) {
  const { store } = content.current();
  return {
    _meta: { version: VERSION },
    content: [
      {
        type: 'resource',
        resource: {
          uri: site,
          mimeType: 'application/json',
          data: {
            '@type': 'OnlineStore',
            name: store.name,
            url: site,
            description: store.description,
            potentialAction: [
              { '@type': 'AskAction', name: 'NLWeb', target: absolute(site, '/ask') },
              { '@type': 'InteractAction', name: 'Model Context Protocol', target: absolute(site, '/mcp') },
            ],
          },
        },
      },
    ],
  };
}
