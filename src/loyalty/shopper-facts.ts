import { sql } from 'kysely';
import { customerById } from '#src/customers/customer-store.ts';
import { personOf } from '#src/customers/customer.ts';
import { boolean, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content } from '#src/editorial/content.ts';
import { balanceOf, lotsOf } from './points-lots.ts';
import { memberSince, standingOf, tierFor, type Tier } from './program.ts';

export interface Shopper {
  readonly customerId: string | null;
  /** By which limits per customer count, also for guests; null while nobody knows who it is. */
  readonly customerKey: string | null;
  /** Codes as they were typed. */
  readonly codes: readonly string[];
}

/** What conditions ask about a shopper. */
export interface ShopperFacts {
  readonly known: boolean;
  /** Whether it is them: an address may be typed by anybody. */
  readonly signedIn: boolean;
  /** Whether what they bought and their birthday may choose offers for them. */
  readonly agrees: boolean;
  readonly birthdayMonth: number | null;
  readonly tier: Tier | null;
  readonly balance: number;
  readonly orders: number;
  /** With those of addresses that differ from theirs by dots or by what follows a plus. */
  readonly ordersOfPerson: number;
  readonly lastOrder: Date | null;
  /** By category: the part of their spend, recent orders counting more, and when they last bought from it. */
  readonly categories: ReadonlyMap<string, { readonly share: number; readonly last: Date }>;
}

const NOBODY: ShopperFacts = {
  known: false,
  signedIn: false,
  agrees: false,
  birthdayMonth: null,
  tier: null,
  balance: 0,
  orders: 0,
  ordersOfPerson: 0,
  lastOrder: null,
  categories: new Map(),
};

const FADES_OVER_DAYS = 120; // own share by category with this time constant foretold the next month best on two shops
const MOST_LINES = 2_000;

/** As the index customer_order_person has it. */
const PERSON = sql`(replace(split_part(split_part(o.email, '@', 1), '+', 1), '.', '') || '@' || split_part(o.email, '@', 2))`;

export async function shopperFacts(
  db: Database,
  content: Pick<Content, 'program'>,
  { customerId, customerKey }: Shopper,
  now: Date,
): Promise<ShopperFacts> {
  if (customerId === null && customerKey === null) return NOBODY;
  const customer = customerId === null ? null : await customerById(db, customerId);
  const program = content.program?.words;
  const member = program && customerId !== null ? await memberSince(db, customerId) : null;
  const bought = await boughtBy(db, customerId, customerKey, customer?.email ?? null, now);
  return {
    known: true,
    signedIn: customerId !== null,
    agrees: customer?.consents.has('personalisation') ?? false,
    birthdayMonth: customer?.birthdayMonth ?? null,
    tier:
      program && member && customerId !== null
        ? tierFor(program, await standingOf(db, program, customerId, now)).tier
        : null,
    balance: member && customerId !== null ? balanceOf(await lotsOf(db, customerId, now)) : 0,
    ...bought,
  };
}

async function boughtBy(
  db: Database,
  customerId: string | null,
  customerKey: string | null,
  email: string | null,
  now: Date,
): Promise<Pick<ShopperFacts, 'orders' | 'ordersOfPerson' | 'lastOrder' | 'categories'>> {
  const address = email ?? customerKey;
  const person = address?.includes('@') ? personOf(address) : null;
  const { rows } = await rowsOf({
    ...columns('customer_order', 'id', 'placed_at'),
    slugs: nullable(tables.product.category_slugs),
    minor: nullable(tables.order_line.total_minor),
    own: boolean,
  })`
    select o.id, o.placed_at, p.category_slugs as slugs, l.total_minor as minor,
      coalesce(o.customer_id = ${customerId}::text or o.customer_key = ${customerKey}::text
        or o.email = ${customerKey}::text or o.email = ${email}::text, false) as own
    from customer_order o left join order_line l on l.order_id = o.id left join variant v on v.sku = l.sku
      left join product p on p.id = v.product_id
    where o.state <> 'cancelled' and o.placed_at <= ${now}
      and (o.customer_id = ${customerId}::text or o.customer_key = ${customerKey}::text
        or o.email = ${customerKey}::text or o.email = ${email}::text
        or ${PERSON} = ${person}::text)
    order by o.placed_at desc limit ${MOST_LINES}`.execute(db);
  const sums = new Map<string, { weight: number; last: Date }>();
  let whole = 0;
  const theirs = rows.filter(({ own }) => own);
  for (const { placed_at, slugs, minor } of theirs) {
    const age = (now.getTime() - placed_at.getTime()) / 86_400_000;
    const weight = (minor ?? 0) * Math.exp(-age / FADES_OVER_DAYS);
    whole += weight;
    for (const slug of slugs ?? []) {
      const before = sums.get(slug);
      sums.set(slug, { weight: (before?.weight ?? 0) + weight, last: before?.last ?? placed_at });
    }
  }
  return {
    orders: new Set(theirs.map((row) => row.id)).size,
    ordersOfPerson: new Set(rows.map((row) => row.id)).size,
    lastOrder: theirs[0]?.placed_at ?? null,
    categories: new Map(
      [...sums].map(([slug, { weight, last }]) => [slug, { share: whole > 0 ? weight / whole : 0, last }]),
    ),
  };
}
