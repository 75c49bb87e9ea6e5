import { EXTENSIONS } from './extensions.ts';
import { namespaceOf } from './namespace.ts';

const JSON_SCHEMA = 'https://json-schema.org/draft/2020-12/schema';
const PRICE = {
  type: 'object',
  required: ['amount', 'currency'],
  properties: {
    amount: { type: 'integer', minimum: 0 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  },
};

const TEST_BANK =
  'The test bank of a demonstration: it charges nobody. An instrument of type `card` brings a credential with `token`: `success_token` pays, `escalate_token` asks for the buyer, any other is declined.';

/** What the shop's own names lead to: a schema and a page for each extension and each way to pay. Null for any other address. */
export function publishedAt(site: string, pathname: string): Response | null {
  const [, folder, name = '', ending] =
    /^\/ucp\/(extensions|handlers)\/(\w+)\.(json|md)$/.exec(pathname) ?? [];
  const found =
    folder === 'handlers'
      ? name === 'test_bank'
        ? handler(site)
        : null
      : folder
        ? extension(site, name)
        : null;
  if (!found) return null;
  return new Response(ending === 'json' ? JSON.stringify(found.schema, null, 2) : found.page, {
    headers: {
      'content-type': ending === 'json' ? 'application/schema+json' : 'text/markdown; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    },
  });
}

const handler = (site: string) => ({
  page: `# ${namespaceOf(site)}.test_bank\n\n${TEST_BANK}\n`,
  schema: {
    $schema: JSON_SCHEMA,
    $id: `${site}/ucp/handlers/test_bank.json`,
    description: TEST_BANK,
    type: 'object',
    required: ['tokens'],
    properties: { tokens: { type: 'array', items: { type: 'string' } } },
  },
});

function extension(site: string, name: string) {
  const found = Object.entries(EXTENSIONS).find(([one]) => one === name)?.[1];
  if (!found) return null;
  const whole = `${namespaceOf(site)}.${name}`;
  return {
    page: `# ${whole}\n\n${found.says}\n\nIt stands under \`${whole}\` in answers of \`get_product\`. Its schema: ${site}/ucp/extensions/${name}.json\n`,
    schema: {
      $schema: JSON_SCHEMA,
      $id: `${site}/ucp/extensions/${name}.json`,
      name: whole,
      description: found.says,
      $defs: {
        price: PRICE,
        ...Object.fromEntries(
          found.parents.map((parent) => [parent, { type: 'object', properties: { [whole]: found.schema } }]),
        ),
      },
    },
  };
}
