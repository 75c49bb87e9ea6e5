import { z } from 'zod';
import type { Shop } from '#src/shop.ts';
import { VERSION } from '../nlweb/answer.ts';
import { structuredQuestion } from '../nlweb/ask-request.ts';

const object = z.looseObject({});
const meta = z.looseObject({ response_type: z.string(), version: z.string() });
/** What `/ask` and `/who` answer, as far as a program may rely on it. */
const answers = {
  Answer: z.union([
    z.looseObject({
      _meta: meta,
      content: z.array(z.looseObject({ Type: z.literal('text'), Text: z.string() })),
      structuredData: z.array(object),
    }),
    z.looseObject({ _meta: meta, results: z.array(object) }),
  ]),
  Failure: z.looseObject({ _meta: meta, error: z.looseObject({ code: z.string(), message: z.string() }) }),
  Who: z.looseObject({ _meta: object, content: z.array(object).min(1) }),
};
type Named = keyof typeof answers;

const json = (name: Named) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const answer = (description: string, name: Named, streams = false) => ({
  description,
  content: { ...json(name), ...(streams ? { 'text/event-stream': { schema: { type: 'string' } } } : {}) },
});
const refused = {
  '400': answer('No question, or one that cannot be read.', 'Failure'),
  '403': { description: 'Asked under a name that is not the shop’s.' },
  '429': answer('Asked too often; Retry-After says when to come back.', 'Failure'),
};
const parameter = (name: string, description: string) => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

/** OpenAPI 3.1 of what programs ask in plain words; the body is described by the schema that reads it. */
export function openApiOfAgents({ environment: { SITE_URL }, content }: Shop) {
  const { store } = content.current();
  const asked = { '200': answer('What was found and said.', 'Answer', true), ...refused };
  return {
    openapi: '3.1.0',
    info: { title: `${store.name}: questions`, version: VERSION, description: 'NLWeb, for agents.' },
    servers: [{ url: SITE_URL }],
    paths: {
      '/ask': {
        get: {
          operationId: 'askByAddress',
          parameters: [
            { ...parameter('query', 'The question, in plain words.'), required: true },
            parameter('mode', 'list, summarize or generate.'),
            parameter('prev', 'Earlier questions, as a JSON list.'),
            parameter('streaming', 'true for events.'),
          ],
          responses: asked,
        },
        post: {
          operationId: 'ask',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(structuredQuestion, 'input') } },
          },
          responses: asked,
        },
      },
      '/who': { get: { operationId: 'who', responses: { '200': answer('Who answers here.', 'Who') } } },
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(answers).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
      ),
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Readonly<Record<string, unknown>> {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
