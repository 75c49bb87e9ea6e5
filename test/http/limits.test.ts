import { randomInt } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { NEWCOMERS } from '../doubles/served-shop.ts';

const base = inject('shopUrl');

// Counts of an earlier run stay for an hour: each run comes from elsewhere (RFC 2544's network).
const network = `198.${18 + randomInt(2)}.${randomInt(256)}`;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly cookie: string;
}

/** A form or an address asked for from that network address, by a browser with those cookies. */
async function ask(
  path: string,
  from: string,
  form?: Readonly<Record<string, string>>,
  cookie = '',
): Promise<Answer> {
  const headers = { 'x-forwarded-for': from, origin: base, ...(cookie && { cookie }) };
  const response = await fetch(base + path, {
    redirect: 'manual',
    headers,
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    text: await response.text(),
    cookie: response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

const statuses = (answers: readonly Answer[]): readonly number[] => answers.map(({ status }) => status);

async function inTurn(times: number, one: (at: number) => Promise<Answer>): Promise<readonly Answer[]> {
  const answers = [];
  for (let at = 0; at < times; at += 1) answers.push(await one(at));
  return answers;
}

describe('somebody who searches without end', () => {
  it('waits a moment, and nobody elsewhere does', async () => {
    const search = (at: number) => ask(`/search?q=shoe+${at}`, `${network}.39`);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => search(at)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(0);
    expect(refused[0]?.text).toContain('many searches');
    const elsewhere = await Promise.all(
      [1, 2, 3].map((at) => ask(`/search?q=sock+${at}`, `${network}.${50 + at}`)),
    );
    expect(statuses(elsewhere)).toEqual([200, 200, 200]);
  });
});

describe('somebody who keeps on from one address with fresh cookies', () => {
  it('gets a few people’s attention at most, and is told how long to wait', async () => {
    const person = { text: 'I want to talk to a person' };
    const threads = [];
    for (let at = 0; at < NEWCOMERS + 2; at += 1) {
      const { cookie } = await ask('/ask', `${network}.40`, person);
      const page = await ask('/ask', `${network}.40`, undefined, cookie);
      const [, path = ''] = /href="(\/ask\?c=[\w-]+)/.exec(page.text) ?? [];
      threads.push((await ask(path, `${network}.40`, undefined, cookie)).text);
    }
    expect(threads.filter((text) => text.includes('answers in this conversation'))).toHaveLength(NEWCOMERS);
    expect(threads.at(-1)).toMatch(/Ask here again in \d+ minutes\. A person answers at/);
  });

  it('sends a few mails to strangers at most, and keeps no neighbour from signing in', async () => {
    const first = await ask('/cart', `${network}.41`, { do: 'no-code', code: 'x' });
    const asked = await inTurn(NEWCOMERS + 2, (at) =>
      ask('/sign-in', `${network}.41`, { email: `s${at}@example.com` }),
    );
    expect(statuses(asked)).toEqual([...Array<number>(NEWCOMERS).fill(303), 429, 429]);
    expect(Number(asked.at(-1)?.retryAfter)).toBeGreaterThan(60);
    expect(asked.at(-1)?.text).toMatch(/Try again in \d+ minutes\./);
    const neighbour = await ask(
      '/sign-in',
      `${network}.41`,
      { email: 'neighbour@example.com' },
      first.cookie,
    );
    expect(neighbour.status).toBe(303);
  });

  it('looks up a few orders, and a neighbour theirs', async () => {
    const { cookie } = await ask('/cart', `${network}.42`, { do: 'no-code', code: 'x' });
    const given = () => ({ number: `AAAA-${randomInt(1000, 9999)}`, email: 'a@example.com' });
    const tried = await inTurn(NEWCOMERS + 2, () => ask('/track', `${network}.42`, given()));
    expect(statuses(tried)).toEqual([...Array<number>(NEWCOMERS).fill(404), 429, 429]);
    expect(tried.at(-1)?.text).toMatch(/Try again in \d+ minutes?\./);
    expect((await ask('/track', `${network}.42`, given(), cookie)).status).toBe(404);
    expect((await ask('/track', `${network}.43`, given())).status).toBe(404);
  });
});

describe('a limit at the checkout', () => {
  it('of codes keeps nobody from buying', async () => {
    const { cookie } = await ask('/cart', `${network}.46`, { do: 'add', sku: 'none', quantity: '1' });
    const tried = await inTurn(11, (at) =>
      ask('/cart', `${network}.46`, { do: 'code', code: `GUESS${at}` }, cookie),
    );
    expect(tried.at(-1)).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) });
    expect(tried.at(-1)?.text).toMatch(/again in \d+ minutes?/);
    expect((await ask('/cart', `${network}.46`, undefined, cookie)).status).toBe(200);
  });
});
