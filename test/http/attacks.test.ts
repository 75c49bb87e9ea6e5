import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpRows } from '#src/backup/dump-rows.ts';
import { openDatabase } from '#src/database/database.ts';
import { MARKS, openShop, type OpenShop } from './attacks/open-shop.ts';
import { MEANT_TO_END, MOST_REQUESTS, pairs, waysInto, type Way } from './attacks/make-attacks.ts';
import { wrongWith, type Answer } from './attacks/oracles.ts';
import { ownBodies, ownPayloads, sharedPayloads } from './attacks/payloads.ts';
import { asHeader, sender, type Attack } from './attacks/send.ts';
import { matches, readPage, routes, type Form, type Route } from './attacks/ways-in.ts';

/*
 * Every way in, attacked: the routes are read from src/pages, their parameters from their files and from the forms that
 * the shop shows, so that a new one is among them without being named here.
 */

const AT_ONCE = 6;
const HEADERS = [
  'accept',
  'accept-language',
  'referer',
  'user-agent',
  'x-request-id',
  'traceparent',
  'if-none-match',
  'x-forwarded-host',
  'x-forwarded-proto',
  'authorization',
  'stripe-signature',
  'content-type',
];
const COOKIES = ['visitor', 'studio', 'theme'];

/** Tables that nobody may change by asking, whoever asks. */
const KEPT = [
  'product',
  'variant',
  'variant_cost',
  'category',
  'order_line',
  'money_entry',
  'payment_attempt',
  'points_entry',
  'studio_person',
  'review_secret',
  'offer_code',
  'import_run',
  'migration',
];

let open: OpenShop;
let base: URL;
let canary: Server;
let asked = 0;
let send: (attack: Attack) => Promise<Answer>;
let hangUp: () => void;
const all = routes();
const seen = new Map<string, string>(); // the path of a page, by the pattern of its route
const forms: Form[] = [];

beforeAll(async () => {
  canary = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  open = await openShop('var/test/attacked');
  base = new URL(open.shop.url);
  ({ send, close: hangUp } = sender(base));
  await lookAround();
});
afterAll(async () => {
  hangUp();
  canary.close();
  await open.shop.stop();
});

const cookieFor = ({ pattern }: Route): string =>
  pattern.startsWith('/studio') ? open.cookies.team : open.cookies.owner;

const pathOf = ({ pattern }: Route): string =>
  seen.get(pattern) ?? open.things[pattern] ?? pattern.replaceAll(/\[[.\w]+\]/g, 'x');
const ways = (): readonly Way[] =>
  all.flatMap((route) =>
    waysInto(route, { cookie: cookieFor(route), path: pathOf(route), forms, sku: open.sku }),
  );
/** A page of each route that has one, as it is without an attack. */
const plainly = (): readonly Attack[] =>
  all
    .filter(({ pattern }) => seen.has(pattern))
    .map((route) => ({
      method: 'GET',
      path: pathOf(route),
      headers: { cookie: cookieFor(route) },
      what: pathOf(route),
    }));

/** One page of each route, and the forms of all that were looked at. */
async function lookAround(): Promise<void> {
  const waiting = [
    '/',
    '/search?q=shoes',
    '/sign-in',
    '/account',
    '/account/memory',
    '/cart',
    '/studio',
    '/track',
    '/compare',
  ];
  for (const { pattern } of all) {
    const thing = open.things[pattern];
    if (thing) waiting.push(thing);
    else if (!pattern.includes('[')) waiting.push(pattern);
  }
  const done = new Set<string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = all.find(({ pattern }) => matches(pattern, path.split('?')[0] ?? ''));
    if (!route || done.has(path) || (seen.has(route.pattern) && !path.includes('?'))) continue;
    done.add(path);
    if (!route.methods.includes('GET') || done.size > 150) continue;
    const answer = await send({ method: 'GET', path, headers: { cookie: cookieFor(route) }, what: path });
    if (answer.status !== 200 || !String(answer.headers['content-type']).includes('html')) continue;
    const page = readPage(answer.body, new URL(path, base));
    if (!seen.has(route.pattern)) seen.set(route.pattern, path.split('?')[0] ?? path);
    forms.push(...page.forms);
    for (const link of page.links) {
      const of = all.find(({ pattern }) => matches(pattern, link.pathname));
      if (of && !seen.has(of.pattern) && !done.has(link.pathname)) waiting.push(link.pathname);
    }
  }
}

/** Sends them some at a time; answers what was wrong, once for each kind and way. */
async function attackWith(
  attacks: Iterable<Attack>,
): Promise<{ readonly sent: number; readonly wrong: readonly string[] }> {
  const wrong = new Map<string, string>();
  let sent = 0;
  const iterator = attacks[Symbol.iterator]();
  const work = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      const attack = next.value;
      sent += 1;
      const why = await send(attack).then(
        (answer) => wrongWith(answer, base),
        (error: Error) => error.message,
      );
      if (why)
        wrong.set(
          `${why.slice(0, 40)} ${attack.what.split(' ').slice(0, 4).join(' ')}`,
          `${attack.what}: ${why}`,
        );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { sent, wrong: [...wrong.values()] };
}

/** The rows of what nobody may change, by table. */
async function keptRows(): Promise<Readonly<Record<string, readonly string[]>>> {
  const settings = { SHELFTALK_DATA_DIR: open.dataDir, DATABASE_POOL_SIZE: 1 };
  const { db, engine, close } = await openDatabase(settings, 'asks');
  const rows: Record<string, string[]> = {};
  let table = '';
  for await (const line of dumpRows(db, { engine, now: new Date() }))
    if (typeof line === 'string') (rows[table] ??= []).push(line);
    else if (line[0] === 'table') table = line[1];
  // The team may put an address right; nobody moves an order on or changes what it costs.
  const orders = await db
    .selectFrom('customer_order')
    .select(['id', 'number', 'state', 'total_minor', 'customer_id', 'email', 'carrier', 'tracking'])
    .orderBy('id')
    .execute();
  await close();
  return {
    ...Object.fromEntries(KEPT.map((name) => [name, rows[name] ?? []])),
    orders: orders.map((order) => JSON.stringify(order)),
  };
}

const linesOfFailure = () =>
  open.shop
    .said()
    .split('\n')
    .filter((line) => /"level":"error"|[Uu]ncaught/.test(line));

describe('what is somebody’s', () => {
  /** Pages and answers of every route, as that person sees them. */
  const asSeenBy = async (cookie: string) => {
    const found: string[] = [];
    for (const route of all) {
      const { pattern, methods } = route;
      if (/\[token\]/.test(pattern)) continue; // whoever holds the token is who it was made for
      const path = pathOf(route);
      for (const method of methods) {
        if (method !== 'GET' && !open.things[pattern]) continue;
        const body =
          method === 'GET' ? {} : { body: '{}', headers: { cookie, 'content-type': 'application/json' } };
        const answer = await send({ method, path, headers: { cookie }, what: path, ...body });
        if (MARKS.some((mark) => answer.body.includes(mark))) found.push(`${method} ${pattern}`);
      }
    }
    return found;
  };

  it('is shown to them and to the team', async () => {
    expect(await asSeenBy(open.cookies.team)).toEqual(
      expect.arrayContaining(['GET /studio/inbox/[id]', 'GET /studio/orders/[number]']),
    );
    expect(await asSeenBy(`${open.cookies.owner}`)).toEqual(
      expect.arrayContaining(['GET /order/[number]', 'GET /account/data.[format]']),
    );
  });

  it('is shown to nobody else, by any route', async () => {
    expect(await asSeenBy('')).toEqual([]);
    expect(await asSeenBy(open.cookies.other)).toEqual([]);
  });
});

describe('the ways in', () => {
  it('are found, each with a page or a thing to stand on, and each post with its fields', () => {
    expect(all.length).toBeGreaterThan(60);
    const unknown = all.filter(
      ({ pattern }) => pattern.includes('[') && !seen.has(pattern) && !open.things[pattern],
    );
    expect(
      unknown
        .map(({ pattern }) => pattern)
        .filter(
          (one) =>
            !/\.(md|xml|ts)$|^\/(pictures|feeds|sitemaps|sign-in|studio\/sign-in)\//.test(one) &&
            one !== '/[page].md',
        ),
    ).toEqual([]);
    // What another shop sends is looked at for its signature alone: it has no fields.
    const withoutFields = all.filter(
      ({ pattern, readsBody, names }) =>
        readsBody &&
        pattern !== '/api/connectors/[name]' &&
        !names.length &&
        !forms.some(({ action }) => matches(pattern, action)),
    );
    expect(withoutFields.map(({ pattern }) => pattern)).toEqual([]);
  });

  it('answer well what is no attack', async () => {
    const plain = plainly();
    expect(plain.length).toBeGreaterThan(30);
    expect(await attackWith(plain)).toEqual({ sent: plain.length, wrong: [] });
  });

  it('let nothing of the shop’s own list of attacks through, by path, query, form, JSON, header or cookie', async () => {
    const before = await keptRows();
    const payloads = ownPayloads(`http://127.0.0.1:${(canary.address() as AddressInfo).port}`);
    const byHeader = HEADERS.map((name): Way => ({
      with: (text) => ({
        method: 'GET',
        path: '/search?q=shoe',
        headers: { [name]: asHeader(text) },
        what: `GET /search header ${name}`,
      }),
    }));
    const byCookie = COOKIES.map((name): Way => ({
      with: (text) => ({
        method: 'GET',
        path: name === 'studio' ? '/studio' : '/cart',
        headers: { cookie: `${name}=${asHeader(text)}` },
        what: `GET cookie ${name}`,
      }),
    }));
    const { sent, wrong } = await attackWith(pairs([...ways(), ...byHeader, ...byCookie], payloads));
    expect(wrong).toEqual([]);
    expect((await attackWith(plainly())).wrong, 'of what the attacks left behind').toEqual([]);
    expect(sent).toBeGreaterThan(1_000);
    expect(sent).toBeLessThanOrEqual(MOST_REQUESTS * 1.1);
    expect(asked, 'the shop asked an address that an attack named').toBe(0);
    expect(await keptRows()).toEqual(before);
    expect(linesOfFailure()).toEqual([]);
    expect((await fetch(`${base.origin}/healthz`)).status).toBe(200);
  });

  it('answer bodies that are no message with a refusal', async () => {
    const posts = all.filter(({ methods }) => methods.includes('POST'));
    const attacks = posts.flatMap((route) =>
      ownBodies.map(([type, body]) => ({
        method: 'POST',
        path: pathOf(route),
        headers: { cookie: MEANT_TO_END.has(route.pattern) ? '' : cookieFor(route), 'content-type': type },
        body,
        what: `POST ${route.pattern} a body of ${type} ${body.slice(0, 30)}`,
      })),
    );
    expect((await attackWith(attacks)).wrong).toEqual([]);
    expect(linesOfFailure()).toEqual([]);
  });

  const shared = sharedPayloads();
  it.skipIf(!shared)(
    `let nothing of public lists through${shared ? '' : ' (skipped: ../shared/data/attacks is not there)'}`,
    async () => {
      const before = await keptRows();
      const { sent, wrong } = await attackWith(pairs(ways(), shared ?? []));
      expect(wrong).toEqual([]);
      expect(sent).toBeGreaterThan(1_000);
      expect(await keptRows()).toEqual(before);
      expect(linesOfFailure()).toEqual([]);
    },
    600_000,
  );
});
