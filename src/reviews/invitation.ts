import { productBySku } from '#src/catalog/product-store.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { readToken, signToken } from './review-token.ts';

const DAYS_OPEN = 90;
const DAY_MS = 86_400_000;

export interface OrderLine {
  readonly orderRef: string;
  readonly sku: string;
  /** The order's id, which leads to the customer while the order names one; never a name or an address. */
  readonly customer: string;
}

export type Invited =
  | { readonly ok: true; readonly token: string; readonly expiresAt: Date }
  | { readonly ok: false; readonly refusal: 'unknown-sku' | 'reviewed-already' };

/**
 * Invites the customer of one line of an order to review what it holds: the only door to a verified review. Asked
 * again for the same line it renews the end of the first invitation, so a line has one review at most.
 */
export async function inviteReview(
  db: Database,
  secret: string,
  line: OrderLine,
  now: Date,
  daysOpen: number = DAYS_OPEN,
): Promise<Invited> {
  if (!(await productBySku(db, line.sku))) return { ok: false, refusal: 'unknown-sku' };
  const expires = Math.floor((now.getTime() + daysOpen * DAY_MS) / 1000);
  const expiresAt = new Date(expires * 1000);
  const { rows } = await rowsOf({ id: integer })`
    insert into review_invitation (order_ref, sku, customer, created_at, expires_at)
    values (${line.orderRef}, ${line.sku}, ${line.customer}, ${now}, ${expiresAt})
    on conflict (order_ref, sku) do update set expires_at = excluded.expires_at
      where review_invitation.used_at is null
    returning id`.execute(db);
  const [row] = rows;
  if (!row) return { ok: false, refusal: 'reviewed-already' };
  return { ok: true, token: signToken(secret, { invitationId: row.id, expires }), expiresAt };
}

export type Invitation =
  | { readonly ok: true; readonly id: number; readonly product: Product; readonly variant: Variant }
  | { readonly ok: false; readonly refusal: 'forged' | 'expired' | 'used' | 'withdrawn' };

/** What a link invites to. A forged token is told before the database is asked. */
export async function openInvitation(
  db: Database,
  secret: string,
  token: string,
  now: Date,
): Promise<Invitation> {
  const claims = readToken(secret, token);
  if (!claims) return { ok: false, refusal: 'forged' };
  if (claims.expires * 1000 <= now.getTime()) return { ok: false, refusal: 'expired' };
  const { rows } = await rowsOf({ sku: tables.review_invitation.sku, used: boolean })`
    select sku, used_at is not null as used from review_invitation where id = ${claims.invitationId}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return { ok: false, refusal: 'withdrawn' };
  if (row.used) return { ok: false, refusal: 'used' };
  const found = await productBySku(db, row.sku);
  return found ? { ok: true, id: claims.invitationId, ...found } : { ok: false, refusal: 'withdrawn' };
}
