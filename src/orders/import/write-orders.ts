import { sql } from 'kysely';
import { arrayOf, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { DraftOrder } from './order-draft.ts';
import { pseudonymOf } from './pseudonym.ts';

export interface WrittenOrders {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface WriteOrderOptions {
  readonly source: string;
  readonly secret: string;
  readonly dryRun: boolean;
  readonly now: Date;
}

/** Writes a batch of orders, each key once, in one transaction; what stands there already and is equal stays untouched. */
export async function writeOrders(
  db: Database,
  drafts: readonly DraftOrder[],
  options: WriteOrderOptions,
): Promise<WrittenOrders> {
  const { source, secret } = options;
  const rows = drafts.map((draft) => draftRows(draft, source, secret));
  return db.transaction().execute(async (trx) => {
    const known = await fingerprints(
      trx,
      source,
      drafts.map((draft) => draft.key),
    );
    const fresh = rows.filter(({ order }) => !known.has(order.source_key));
    const changed = rows.filter(({ order, print }) => {
      const before = known.get(order.source_key);
      return before !== undefined && before !== print;
    });
    const touched = [...fresh, ...changed];
    if (touched.length && !options.dryRun) await write(trx, touched, changed, options.now);
    return {
      new: fresh.length,
      changed: changed.length,
      unchanged: rows.length - touched.length,
    };
  });
}

type Row = ReturnType<typeof draftRows>;

function draftRows(draft: DraftOrder, source: string, secret: string) {
  const id = `${source}:${draft.key}`;
  const subtotal = draft.lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  const discount = Math.min(subtotal, draft.discountMinor);
  const customer = draft.customer === null ? null : pseudonymOf(secret, source, draft.customer);
  const order = {
    id,
    source,
    source_key: draft.key,
    customer_id: customer,
    state: draft.state,
    placed_at: draft.placedAt.toISOString(),
    currency: draft.currency,
    subtotal_minor: subtotal,
    discount_minor: discount,
    shipping_minor: draft.shippingMinor,
    tax_minor: draft.taxMinor,
    total_minor: subtotal - discount + draft.shippingMinor + draft.taxMinor,
  };
  const lines = draft.lines.map((line, position) => ({
    order_id: id,
    position,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit_minor: line.unitMinor,
    total_minor: line.quantity * line.unitMinor,
    returned: line.returned,
  }));
  const print = [
    order.state,
    order.total_minor,
    Math.floor(draft.placedAt.getTime() / 1000),
    customer ?? '',
    ...lines
      .map((line) => `${line.sku}|${line.quantity}|${line.unit_minor}|${line.returned}`)
      .toSorted((a, b) => (a < b ? -1 : 1)),
  ].join('\n');
  return { order, lines, print };
}

/** What is known of those orders already, in the words of `print`. */
async function fingerprints(db: Database, source: string, keys: readonly string[]) {
  const { rows } = await rowsOf({
    key: text,
    state: tables.customer_order.state,
    total: tables.customer_order.total_minor,
    at: integer,
    customer: tables.customer_order.customer_id,
    lines: arrayOf(text),
  })`
    select o.source_key as key, o.state, o.total_minor as total, floor(extract(epoch from o.placed_at))::bigint as at,
      o.customer_id as customer,
      array(select l.sku || '|' || l.quantity || '|' || l.unit_minor || '|' || l.returned
        from order_line l where l.order_id = o.id) as lines
    from customer_order o where o.source = ${source} and o.source_key = any(${[...keys]}::text[])`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [
      row.key,
      [
        row.state,
        row.total,
        row.at,
        row.customer ?? '',
        ...row.lines.toSorted((a, b) => (a < b ? -1 : 1)),
      ].join('\n'),
    ]),
  );
}

async function write(db: Database, rows: readonly Row[], changed: readonly Row[], now: Date): Promise<void> {
  const customers = [...new Set(rows.flatMap(({ order }) => order.customer_id ?? []))];
  if (customers.length)
    await sql`insert into customer (id) select unnest(${customers}::text[]) on conflict do nothing`.execute(
      db,
    );
  if (changed.length)
    await sql`delete from order_line where order_id = any(${changed.map(({ order }) => order.id)}::text[])`.execute(
      db,
    );
  await sql`
    insert into customer_order (id, number, source, source_key, customer_id, customer_key, state, placed_at, currency,
      subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor, updated_at)
    select id, id, source, source_key, customer_id, customer_id, state, placed_at, currency, subtotal_minor,
      discount_minor, shipping_minor, tax_minor, total_minor, ${now}
    from json_to_recordset(${JSON.stringify(rows.map(({ order }) => order))}::json) as o (id text, source text,
      source_key text, customer_id text, state text, placed_at timestamptz, currency text, subtotal_minor bigint,
      discount_minor bigint, shipping_minor bigint, tax_minor bigint, total_minor bigint)
    on conflict (source, source_key) do update set customer_id = excluded.customer_id,
      customer_key = excluded.customer_key, state = excluded.state, placed_at = excluded.placed_at,
      currency = excluded.currency, subtotal_minor = excluded.subtotal_minor,
      discount_minor = excluded.discount_minor, shipping_minor = excluded.shipping_minor,
      tax_minor = excluded.tax_minor, total_minor = excluded.total_minor, updated_at = excluded.updated_at`.execute(
    db,
  );
  await sql`
    insert into order_line (order_id, position, sku, title, quantity, unit_minor, total_minor, returned)
    select order_id, position, sku, title, quantity, unit_minor, total_minor, returned
    from json_to_recordset(${JSON.stringify(rows.flatMap(({ lines }) => lines))}::json) as l (order_id text,
      position smallint, sku text, title text, quantity int, unit_minor bigint, total_minor bigint, returned int)`.execute(
    db,
  );
}
