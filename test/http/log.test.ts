import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { llmServer, type LlmServer } from '../doubles/llm-server.ts';
import { hidden, noScriptBrowser, put } from '../doubles/no-script-browser.ts';
import { startShop, type StartedShop } from '../doubles/started-shop.ts';

/** What a shopper gives: each stands nowhere else. */
const PERSON = {
  email: 'marked.address@example.com',
  name: 'Marknameson',
  line1: '9 Markstreet',
  line2: 'Markflat',
  city: 'Markville',
  region: 'CO',
  postcode: '80302-9876',
  country: 'US',
};
const SAID = 'markspoken';
const OUTBOX = 'var/test/logged.outbox';

let shop: StartedShop;
let model: LlmServer;
beforeAll(async () => {
  for (const folder of ['var/test/logged', OUTBOX]) await rm(folder, { recursive: true, force: true });
  model = await llmServer([{ refuse: 500 }, { garbage: true }, { cut: SAID }, { say: SAID }]);
  shop = await startShop({
    SHELFTALK_DATA_DIR: 'var/test/logged',
    OUTBOX_DIR: OUTBOX,
    DATABASE_URL: '',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'production',
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'marked-model',
    LLM_BASE_URL: model.url,
    LLM_API_KEY: 'sk-markedkey',
  });
});
afterAll(async () => {
  await shop.stop();
  await model.close();
});

/** The address in the only mail of that subject. */
async function mailed(subject: RegExp): Promise<string> {
  for (const name of await readdir(OUTBOX)) {
    const mail = (await readFile(join(OUTBOX, name), 'utf8')).replace(/=\r?\n/g, '').replaceAll('=3D', '=');
    const link = /https?:\/\/\S+?(\/(?:sign-in|order)\/\S+)/.exec(mail)?.[1];
    if (subject.test(mail) && link) return link;
  }
  throw new Error(`No mail of ${subject}`);
}

it('tells each request and nothing of a person, through a purchase, a refusal, a sign-in, a hand-off and failing turns', async () => {
  const one = noScriptBrowser(shop.url);
  await put(one, 'quarter-25-gel');
  expect((await one.ask('/checkout', { ...PERSON, postcode: '?', country: SAID })).status).toBe(422);
  expect((await one.ask('/checkout', PERSON)).status).toBe(303);
  const page = await one.ask('/checkout/review');
  const form = { do: 'order', key: hidden(page.text, 'key'), seen: hidden(page.text, 'seen') };
  expect((await one.ask('/checkout/review', { ...form, key: SAID, method: 'good' })).status).toBe(400);
  const placed = await one.ask('/checkout/review', { ...form, method: 'declined' });
  expect(placed.status).toBe(303);
  expect((await one.ask(placed.to ?? '')).text).toContain('The bank declined the card.');
  await one.ask(placed.to ?? '', { do: 'pay', method: 'good' });
  expect((await one.ask(placed.to ?? '')).text).toContain(PERSON.name);

  const two = noScriptBrowser(shop.url);
  await two.ask('/track', { number: 'XXXX-XXXX', email: PERSON.email });
  await two.ask('/sign-in', { email: PERSON.email });
  const link = await mailed(/sign/i);
  await two.ask(link);
  expect((await two.ask(link, {})).status).toBe(303);
  expect((await two.ask('/account')).text).toContain(PERSON.email);

  for (const text of [
    `shoes for ${SAID}`,
    `gels, ${SAID}`,
    `socks, ${SAID}`,
    `I want to talk to a person, ${SAID}`,
  ])
    expect((await one.ask('/ask', { text })).status).toBe(303);
  await one.ask(`/search?q=${SAID}&brand=${SAID}`);
  await one.ask(`/api/suggest?q=${SAID}`);
  for (const body of [
    `{"message":{"text":"${SAID}`,
    `{"message":{"text":"${SAID}\\u0000"},"page":{"path":"${SAID}"}}`,
  ])
    await fetch(`${shop.url}/api/chat`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }).then((answer) => answer.text());
  await fetch(`${shop.url}/api/cart`, {
    method: 'POST',
    body: JSON.stringify({ sku: `${SAID}\0`, quantity: 1 }),
    headers: {
      'content-type': 'application/json',
      cookie: `visitor=${SAID}`,
      referer: `${shop.url}/${SAID}`,
    },
  });

  const said = shop.said();
  const lines = said.split('\n').filter((line) => line.startsWith('{'));
  const told = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  for (const path of ['/checkout/review', '/sign-in/[token]', '/ask', '/search', '/api/cart'])
    expect(told.some((one) => one['path'] === path && one['msg'] === 'answered' && one['request'])).toBe(
      true,
    );
  const token = link.split('/').at(-1) ?? '';
  const marks = [
    ...Object.values(PERSON).filter((value) => value.length > 3),
    'marked.address',
    SAID,
    'sk-markedkey',
    token,
  ];
  const shown = marks.filter((mark) =>
    [mark, encodeURIComponent(mark), mark.replaceAll(' ', '+')].some((one) =>
      said.toLowerCase().includes(one.toLowerCase()),
    ),
  );
  expect(shown).toEqual([]);
  expect(model.requests.length).toBeGreaterThan(3);
});
