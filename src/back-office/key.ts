import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { customAlphabet } from 'nanoid';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** What a key may do, and what that means for whoever gives it away. */
export const RIGHTS = {
  'stock:read': 'read what there is, what is reserved, and why',
  'stock:write': 'set counts of stock',
  'prices:write': 'set prices',
  'orders:read': 'read orders, with names and addresses',
  'orders:write': 'mark orders as sent or delivered, and cancel them',
  'refunds:write': 'give money back',
  'agent:buy': 'order for people as an agent, over the Agentic Commerce Protocol',
} as const;

export type Right = keyof typeof RIGHTS;

export const isRight = (text: string): text is Right => Object.hasOwn(RIGHTS, text);

/** A program that may ask, by the key that it brought. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly rights: ReadonlySet<Right>;
}

export interface KeyShown {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly string[];
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly usedAt: Date | null;
}

const newId = customAlphabet('23456789abcdefghjkmnpqrstuvwxyz', 10);
const SEEN_EVERY_MS = 60_000; // a look need not write each time

/** Of 256 random bits a plain hash gives nothing away. */
const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Makes a key; its token is told now and never again. */
export async function makeKey(
  db: Database,
  given: { readonly name: string; readonly rights: readonly Right[]; readonly expiresAt: Date | null },
  now: Date,
  random: () => string = () => randomBytes(32).toString('base64url'),
): Promise<{ readonly id: string; readonly token: string }> {
  const id = newId();
  const token = `office_${random()}`;
  await sql`insert into back_office_key (id, hash, name, rights, made_at, expires_at)
    values (${id}, ${hashed(token)}, ${given.name}, ${[...given.rights]}::text[], ${now}, ${given.expiresAt})`.execute(
    db,
  );
  return { id, token };
}

/** The key with that token; null where there is none, or it is over or taken back. */
export async function keyWith(db: Database, token: string, now: Date): Promise<Key | null> {
  const { rows } = await rowsOf(columns('back_office_key', 'id', 'name', 'rights', 'used_at'))`
    select id, name, rights, used_at from back_office_key
    where hash = ${hashed(token)} and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  if (!row.used_at || now.getTime() - row.used_at.getTime() > SEEN_EVERY_MS)
    await sql`update back_office_key set used_at = ${now} where id = ${row.id}`.execute(db);
  return { id: row.id, name: row.name, rights: new Set(row.rights.filter(isRight)) };
}

/** Takes a key back, at once; false where there is none of that id, or it was taken back before. */
export async function revokeKey(db: Database, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update back_office_key set revoked_at = ${now}
    where id = ${id} and revoked_at is null returning 1`.execute(db);
  return rows.length > 0;
}

/** All keys that were ever made, the newest first. */
export async function keysOf(db: Database): Promise<readonly KeyShown[]> {
  const { rows } = await rowsOf(
    columns('back_office_key', 'id', 'name', 'rights', 'made_at', 'expires_at', 'revoked_at', 'used_at'),
  )`
    select id, name, rights, made_at, expires_at, revoked_at, used_at from back_office_key
    order by made_at desc, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    rights: row.rights,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
  }));
}
