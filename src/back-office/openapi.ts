import { z } from 'zod';
import { RIGHTS } from './key.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { PROBLEMS, problemType, type ProblemKind } from './problems.ts';

/** Where the back office lies in the shop. */
export const BASE = '/api/back-office';

const EVERYWHERE = [
  'no-key',
  'no-right',
  'too-often',
  'unreadable',
  'invalid',
] as const satisfies readonly ProblemKind[];
const WRITING = ['no-idempotency-key', 'idempotency-key-reused', 'in-progress'] as const;
const WITH_BODY = ['not-json', 'too-long'] as const;

type Json = Readonly<Record<string, unknown>>;

/** Schemas that are named stand in components once, and are referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Record<string, unknown>): Json {
  const { $defs = {}, $schema: _, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  for (const [name, def] of Object.entries({ ...$defs, ...(own.id ? { [own.id]: own } : {}) })) {
    const { id: _id, ...rest } = def;
    components[name] = pointed(rest);
  }
  return own.id ? { $ref: `#/components/schemas/${own.id}` } : (pointed(own) as Json);
}

/** With references as they are written in this document. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === '$ref' && typeof one === 'string'
        ? one.replace('#/$defs/', '#/components/schemas/')
        : pointed(one),
    ]),
  );
}

const problemsOf = ({ method, body, problems }: Operation): readonly ProblemKind[] => [
  ...EVERYWHERE,
  ...(method === 'post' ? WRITING : []),
  ...(body ? WITH_BODY : []),
  ...problems,
];

/** A zero byte in an address is refused before anybody looks who asks what. */
const typesOf = (kinds: readonly ProblemKind[], status: number): readonly string[] => [
  ...kinds.map(problemType),
  ...(status === 400 ? ['about:blank'] : []),
];

function responsesOf(one: Operation, components: Record<string, unknown>): Json {
  const byStatus = Map.groupBy(problemsOf(one), (kind) => PROBLEMS[kind][0]);
  return {
    '200': {
      description: 'Done.',
      content: { 'application/json': { schema: schemaOf(one.answer, 'output', components) } },
    },
    ...Object.fromEntries(
      [...byStatus].map(([status, kinds]) => [
        String(status),
        {
          description: kinds.map((kind) => PROBLEMS[kind][1]).join('; '),
          content: {
            'application/problem+json': {
              schema: {
                allOf: [
                  { $ref: '#/components/schemas/Problem' },
                  {
                    type: 'object',
                    properties: { type: { enum: typesOf(kinds, status) }, status: { const: status } },
                  },
                ],
              },
            },
          },
        },
      ]),
    ),
    '503': {
      description: 'The database is away; ask again after the time in Retry-After.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}

function parametersOf({ params, query, method }: Operation): readonly Json[] {
  const listed = (schema: z.ZodObject, place: 'path' | 'query') => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: 'input',
    });
    return Object.entries(properties).map(([name, one]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: one,
    }));
  };
  const once = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Tells this asking from every other one. The same asking under the same key is answered as before, byte for byte, for three days.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  };
  return [...listed(params, 'path'), ...listed(query, 'query'), ...(method === 'post' ? [once] : [])];
}

/** The OpenAPI 3.1 document of the back office, made of what its door checks. */
export function openApi(site: string, shopName: string): Json {
  const schemas: Record<string, unknown> = {
    Problem: {
      type: 'object',
      description: 'RFC 9457. `type` says which problem it is.',
      required: ['type', 'status', 'title', 'detail'],
      properties: {
        type: { type: 'string' },
        status: { type: 'integer' },
        title: { type: 'string' },
        detail: { type: 'string' },
      },
    },
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of operations) {
    (paths[one.path] ??= {})[one.method] = {
      operationId: one.id,
      summary: one.summary,
      description: `Needs the right ${one.rightsTold}.`,
      parameters: parametersOf(one),
      ...(one.body
        ? {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: schemaOf(one.body, 'input', schemas) } },
            },
          }
        : {}),
      responses: responsesOf(one, schemas),
    };
  }
  const rights = Object.entries(RIGHTS).map(([right, means]) => `- \`${right}\`: ${means}`);
  return {
    openapi: '3.1.0',
    info: {
      title: `Back office of ${shopName}`,
      version: '1',
      description: `For programs that keep stock, prices and orders in step. Keys are made with \`npm run keys\` and have rights:\n\n${rights.join('\n')}`,
    },
    servers: [{ url: new URL(BASE, site).href }],
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas },
  };
}
