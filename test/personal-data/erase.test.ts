import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { integer } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables, type Tables } from '#src/database/schema.ts';
import { erase } from '#src/personal-data/erase.ts';
import { exportInWords, exportOf } from '#src/personal-data/export.ts';
import { held } from '#src/personal-data/held.ts';
import { personOf } from '#src/personal-data/person.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { MARK, MARKED, plant, plantPerson } from './plant.ts';

const now = new Date('2026-11-27T12:00:00Z');

/** Tables that hold nothing of a shopper: what is sold, what was learned of all, the team, and keys of the shop. */
const OF_NOBODY =
  /^(?:affinity_|search_|replenishment_(?:item|model)$|product$|product_address$|variant|stock|category$|content_(?:file|page|plan|revision|act)$|import_(?:run|lock)$|index_now_address$|migration$|parity_run$|prepared$|pseudonym_secret$|review_secret$|shelf_scheme$|signing_secret$|offer_use$|offer_code$|studio_|test_payment$|test_refund$|rate_limit$|back_office_key$|order_feed$|webhook_endpoint$|connector$|automation_|error_group$|settled_question$)/;

onBothEngines('what the shop holds of a person', (open) => {
  let at: FreshDatabase;
  let outbox: { readonly OUTBOX_DIR: string };
  beforeAll(async () => {
    at = await open();
    outbox = { OUTBOX_DIR: await mkdtemp(join(tmpdir(), 'outbox-')) };
    await insertProduct(at.db, { slug: 'gel', variants: [{ sku: 'GEL', price: 250, stock: 9 }] });
  });
  afterEach(async () => {
    const parts = held(await personOf(at.db, MARKED));
    await sql`truncate ${sql.join(parts.map(({ table }) => sql.table(table)))} cascade`.execute(at.db);
  });
  afterAll(async () => {
    await at.close();
    await rm(outbox.OUTBOX_DIR, { recursive: true });
  });

  const gel = async () =>
    (await rowsOf({ id: integer })`select id from product where slug = 'gel'`.execute(at.db)).rows[0]?.id ??
    0;
  const marked = async () => {
    const found: string[] = [];
    for (const table of Object.keys(tables) as (keyof Tables)[]) {
      const { rows } = await sql`select 1 from ${sql.table(table)} t
        where strpos(to_jsonb(t)::text, ${MARK}) > 0 limit 1`.execute(at.db);
      if (rows.length) found.push(table);
    }
    return found;
  };
  const mailFile = (name: string, to: string) =>
    writeFile(
      join(outbox.OUTBOX_DIR, name),
      `From: shop@example.com\r\nTo: ${to}\r\nSubject: Hello\r\n\r\nHello`,
    );

  it('is listed for every table that is not of nobody', async () => {
    const known = new Set<string>(held(await personOf(at.db, MARKED)).map(({ table }) => table));
    expect(Object.keys(tables).filter((table) => known.has(table) === OF_NOBODY.test(table))).toEqual([]);
  });

  it('is exported whole, and nowhere to be found after it was erased', async () => {
    await plantPerson(at.db, await gel());
    await mailFile('theirs.eml', MARKED.email);
    await mailFile('other.eml', `"x" <x${MARKED.email}>`);
    const parts = held(await personOf(at.db, MARKED));
    const naming = parts.filter(({ becomes }) => becomes !== 'stays').map(({ table }) => table);
    expect(await marked()).toEqual(naming.toSorted());
    const exported = await exportOf(at.db, outbox, MARKED, now);
    expect(exported.parts.map(({ name }) => name)).toEqual(parts.map(({ table }) => table));
    expect(exported.mailFiles.map(({ name }) => name)).toEqual(['theirs.eml']);
    expect(exportInWords('Shop', exported)).toContain('## Conversations\n\n- ');

    expect(await erase(at.db, outbox, MARKED, now)).toEqual({ ok: true });
    expect(await marked()).toEqual([]);
    expect(await readdir(outbox.OUTBOX_DIR)).toEqual(['other.eml']);
    expect((await exportOf(at.db, outbox, MARKED, now)).parts).toEqual([]);
    const { rows } = await sql`select o.number, l.title, m.amount_minor::int as owed from customer_order o
      join order_line l on l.order_id = o.id join money_entry m on m.order_id = o.id`.execute(at.db);
    expect(rows).toEqual([{ number: 'ABCD-2345', title: 'A gel', owed: 1 }]);
    expect(await erase(at.db, outbox, MARKED, now)).toEqual({ ok: true });
  });

  it('is found without an account by the address of an order, and nothing of anybody else', async () => {
    const { email, visitor } = MARKED;
    const order = (id: string, more: object) =>
      plant(at.db, 'customer_order', {
        id,
        number: id,
        source: 'shop',
        source_key: null,
        state: 'delivered',
        currency: 'USD',
        quote: '{}',
        idempotency_key: null,
        customer_id: null,
        carrier: null,
        tracking: null,
        cancelled_because: null,
        address: null,
        ...more,
      });
    await order('theirs', { email, customer_key: email, visitor_id: visitor });
    await order('also', { email, customer_key: email, visitor_id: 'shared' });
    await order('other', { email: 'bo@example.com', customer_key: 'bo@example.com', visitor_id: 'shared' });
    for (const visitor_id of [visitor, 'shared', 'stranger'])
      await plant(at.db, 'conversation', { id: `of ${visitor_id}`, visitor_id, state: '{}' });
    await plant(at.db, 'ticket', {
      id: 'asked',
      conversation_id: null,
      visitor_id: null,
      customer_id: null,
      email,
      claimed_by: null,
    });
    expect((await personOf(at.db, { email: ` ${email.toUpperCase()} ` })).visitors).toEqual([visitor]);
    expect(await erase(at.db, outbox, { email }, now)).toEqual({ ok: true });
    expect(await marked()).toEqual([]);
    const left = await sql`select id, email from customer_order where email is not null`.execute(at.db);
    expect(left.rows).toEqual([{ id: 'other', email: 'bo@example.com' }]);
    const talks = await sql`select id from conversation order by id`.execute(at.db);
    expect(talks.rows).toEqual([{ id: 'of shared' }, { id: 'of stranger' }]);
  });

  it('goes from answers that are kept for programs that ask again, and nobody else’s does', async () => {
    const { email } = MARKED;
    const asked = JSON.stringify({ buyer: { email } });
    await plant(at.db, 'agent_session', { id: 'chk_1', order_id: null, endpoint_id: null, asked });
    const answers = {
      'by address': { buyer: { email: email.toUpperCase() } },
      'by checkout': { id: 'chk_1', fulfillment: { street_address: `1 ${MARK}` } },
      'of another': { id: 'chk_12', buyer: { email: `x${email}` } },
    };
    for (const [idempotency_key, body] of Object.entries(answers))
      await plant(at.db, 'back_office_request', { idempotency_key, body: JSON.stringify(body) });
    expect(await erase(at.db, outbox, { email }, now)).toEqual({ ok: true });
    const left = await sql`select idempotency_key from back_office_request`.execute(at.db);
    expect(left.rows).toEqual([{ idempotency_key: 'of another' }]);
  });

  it('stays while an order is open', async () => {
    await plantPerson(at.db, await gel());
    await sql`update customer_order set state = 'sent'`.execute(at.db);
    const before = await marked();
    expect(await erase(at.db, outbox, MARKED, now)).toEqual({
      ok: false,
      refusal: 'orders-open',
      orders: ['ABCD-2345'],
    });
    expect(await marked()).toEqual(before);
  });
});
