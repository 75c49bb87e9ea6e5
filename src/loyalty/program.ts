import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import type { ProgramWords } from '#src/editorial/program-schema.ts';
import { amountOf, minorOf } from './offer-amount.ts';

export type Tier = ProgramWords['tiers'][number];

/** What counts for the tier within the program's window: spend in minor units, or points earned. */
export interface Standing {
  readonly spend: number;
  readonly points: number;
}

/** The highest tier that a standing reaches, and the one after it; what is missing is in minor units or points. */
export function tierFor(
  program: ProgramWords,
  standing: Standing,
): { readonly tier: Tier; readonly next: Tier | null; readonly missing: number } {
  const missingFor = ({ from }: Tier): number => {
    const spend = minorOf(from?.spend);
    return spend !== null ? spend - standing.spend : from?.points ? from.points - standing.points : 0;
  };
  const reached = program.tiers.filter((tier) => missingFor(tier) <= 0);
  const tier = reached.at(-1) ?? (program.tiers[0] as Tier);
  const next = program.tiers[program.tiers.indexOf(tier) + 1] ?? null;
  return { tier, next, missing: next ? missingFor(next) : 0 };
}

/** What a member bought and earned within the program's window: delivered goods, less what came back. */
export async function standingOf(
  db: Database,
  program: ProgramWords,
  customerId: string,
  now: Date,
): Promise<Standing> {
  const { currency } = amountOf(program.points.per);
  const since = new Date(now.getTime() - program.tierWindowDays * 86_400_000);
  const { rows } = await rowsOf({ spend: integer, points: integer })`select
    (select coalesce(sum(l.total_minor * (l.quantity - l.returned) / l.quantity), 0)::bigint from customer_order o
      join order_line l on l.order_id = o.id where o.customer_id = ${customerId} and o.state = 'delivered'
      and o.currency = ${currency} and o.placed_at > ${since} and o.placed_at <= ${now}) as spend,
    (select coalesce(sum(points), 0) from points_entry where customer_id = ${customerId}
      and kind in ('earn', 'reverse') and at > ${since} and at <= ${now}) as points`.execute(db);
  return rows[0] ?? { spend: 0, points: 0 };
}

/** Since when a customer is a member; null for who is none. */
export async function memberSince(db: Database, customerId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('loyalty_member')
    .select('joined_at')
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row?.joined_at ?? null;
}

export type Joined =
  { readonly ok: true; readonly since: Date } | { readonly ok: false; readonly refusal: 'no-program' };

/** Makes a customer a member; done twice the first date stands. */
export async function joinProgram(
  db: Database,
  content: Pick<Content, 'program'>,
  customerId: string,
  now: Date,
): Promise<Joined> {
  if (!content.program) return { ok: false, refusal: 'no-program' };
  await sql`insert into loyalty_member (customer_id, joined_at) values (${customerId}, ${now})
    on conflict do nothing`.execute(db);
  return { ok: true, since: (await memberSince(db, customerId)) ?? now };
}

/** Ends a membership. Points that are left stay in the ledger and count again if the customer comes back before they expire. */
export async function leaveProgram(db: Database, customerId: string): Promise<void> {
  await sql`delete from loyalty_member where customer_id = ${customerId}`.execute(db);
}
