import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isForPrograms } from '#src/http/for-programs.ts';
import { answerNlweb } from '#src/protocols/nlweb/endpoint.ts';
import { whoAnswer } from '#src/protocols/nlweb/who.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '#test/agents/tea-shop.ts';
import { onBothEngines } from '#test/doubles/fresh-database.ts';
import { clientOf, SITE } from './mcp-client.ts';

const SCHEMAS = process.env['NLWEB_SCHEMAS'] ?? '../shared/schemas/nlweb';
const hasSchemas = existsSync(`${SCHEMAS}/AskRequest.json`);
// A validator of its own each time: one that has read a schema refuses to read it again for the other engine.
const validator = (name: string) =>
  new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(`${SCHEMAS}/${name}.json`, 'utf8')) as object,
  );

interface Answer {
  readonly _meta: {
    readonly response_type: string;
    readonly decontextualized_query?: string;
    readonly session_context?: { readonly conversation_id: string; readonly state_token: string };
  };
  readonly content?: readonly { readonly Text: string }[];
  readonly structuredData?: readonly Result[];
  readonly results?: readonly Result[];
  readonly error?: { readonly code: string };
}
interface Result {
  readonly '@type': string;
  readonly name: string;
  readonly url: string;
  readonly offers?: { readonly price: string };
  readonly hasVariant?: readonly { readonly sku: string; readonly offers: { readonly price: string } }[];
}

onBothEngines('the shop over NLWeb', (open) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await teaShop(open, { SITE_URL: SITE });
  });
  afterAll(() => shop.close());

  const ask = (body: unknown, accept = 'application/json', client = clientOf()) =>
    answerNlweb(
      shop,
      new Request(`${SITE}/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      client,
    );
  const answer = async (text: string, prefer: object = {}, more: object = {}): Promise<Answer> =>
    (await (await ask({ query: { text }, prefer, ...more })).json()) as Answer;

  it('lists what the search finds, each as its page’s structured data states it', async () => {
    const { structuredData = [], content } = await answer('a teapot of at least 700 ml');
    const [first] = structuredData;
    expect(first?.url).toContain(`${SITE}/p/hollow-teapot`);
    expect(first?.hasVariant?.map(({ offers }) => offers.price)).toEqual(['64.00', '64.00']);
    expect(content?.[0]?.Text).toContain('/p/hollow-teapot');
  });

  it('answers as the conversation does where words are asked for', async () => {
    const { content, structuredData } = await answer('which teapot costs less than $50?', {
      mode: 'summarize',
    });
    expect(content?.[0]?.Text).toMatch(/\$48/);
    expect(structuredData?.[0]?.url).toContain('brook-teapot');
    const said = await answer('can I return a used pot?', {
      mode: 'generate',
      response_format: 'conv_search',
    });
    expect(said.results?.map((one) => one['@type'])).toEqual(expect.arrayContaining(['Answer', 'WebPage']));
  });

  it('goes on from earlier questions, and from a conversation', async () => {
    const context = { prev: ['teapots'] };
    const after = await answer('under $50', { mode: 'list' }, { context });
    expect(after.structuredData?.map(({ url }) => url)).toEqual([expect.stringContaining('/p/brook-teapot')]);
    expect(after._meta.decontextualized_query).toContain('Teapots');
    const session_context = after._meta.session_context;
    const next = await answer('and how big is it?', { mode: 'generate' }, { meta: { session_context } });
    expect(next.content?.[0]?.Text).toContain('600 ml');
    expect(next._meta.session_context?.conversation_id).toBe(session_context?.conversation_id);
  });

  it('streams events that are each an answer', async () => {
    const response = await ask({ query: { text: 'teapots' } }, 'text/event-stream');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = (await response.text())
      .split('\n\n')
      .filter(Boolean)
      .map((one) => JSON.parse(one.replace(/^data: /, '')) as Answer & { readonly message_type: string });
    expect(events.map(({ message_type }) => message_type)).toEqual([
      'summary',
      ...events.slice(1, -1).map(() => 'result'),
      'complete',
    ]);
    expect(events.length).toBeGreaterThan(2);
  });

  it('answers a probe without a question in the form that it accepts', async () => {
    for (const body of ['', {}, { query: {} }]) {
      const json = await ask(body);
      expect([json.status, ((await json.json()) as Answer).error?.code]).toEqual([400, 'no_query']);
      const stream = await ask(body, 'text/event-stream');
      expect([stream.status, stream.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/event-stream'),
      ]);
      expect(await stream.text()).toContain('no_query');
    }
  });

  it('says what is wrong with what is no question, and answers under its own name alone', async () => {
    for (const body of ['{', '[]', { query: { text: 7 } }, { query: { text: 'x'.repeat(3_000) } }]) {
      const response = await ask(body);
      expect(response.status).toBe(400);
      expect(((await response.json()) as Answer)._meta.response_type).toBe('Failure');
    }
    expect((await ask('x'.repeat(100_000))).status).toBe(400);
    expect((await ask({ query: { text: 'pots' } }, '*/*', clientOf('evil.example'))).status).toBe(403);
  });

  it('tells a program from a person who asks for the page', () => {
    const of = (init: RequestInit, query = '') => {
      const { method, url, headers } = new Request(`${SITE}/ask${query}`, init);
      return isForPrograms({ method, url, header: (name) => headers.get(name) });
    };
    expect(of({ headers: { accept: 'text/html,*/*' } })).toBe(false);
    expect(of({ headers: { accept: 'text/html,*/*' } }, '?c=abc')).toBe(false);
    expect(of({ method: 'POST', body: new URLSearchParams({ text: 'pots' }) })).toBe(false);
    expect(of({ headers: { accept: '*/*' } }, '?query=pots')).toBe(true);
    expect(of({ headers: { accept: 'text/event-stream' } })).toBe(true);
    expect(of({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toBe(true);
  });

  describe.skipIf(!hasSchemas)(
    `by the protocol’s own schemas${hasSchemas ? '' : ` (skipped: ${SCHEMAS} is not here)`}`,
    () => {
      it('holds a hundred answers and what says who answers', { timeout: 300_000 }, async () => {
        const texts = [
          'teapots',
          'a mug under $10',
          'red shoes',
          'is the Hollow Teapot dishwasher safe?',
          'can I send it back?',
          'tea',
          'a gift for my mother',
          '<script>alert(1)</script>',
          'quantum blender with wings',
          'what do you sell',
        ];
        const fits = {
          chatgpt_app: validator('AnswerResponseChatGPT'),
          conv_search: validator('AnswerResponseConvSearch'),
        };
        let held = 0;
        for (const text of texts)
          for (const mode of ['list', 'summarize', 'generate', 'unknown', undefined])
            for (const response_format of ['chatgpt_app', 'conv_search'] as const) {
              const given = await answer(text, { mode, response_format });
              expect(fits[response_format](given), JSON.stringify(fits[response_format].errors)).toBe(true);
              held += 1;
            }
        expect(held).toBe(100);
        expect(validator('FailureResponse')(await (await ask({})).json())).toBe(true);
        const who = validator('WhoResponse');
        expect(who(JSON.parse(JSON.stringify(whoAnswer(shop)))), JSON.stringify(who.errors)).toBe(true);
      });
    },
  );
});
