import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { agentVisitor } from '../agent-session.ts';
import type { Asked } from './authorization.ts';

const LASTS_S = { code: 60, access: 3_600, refresh: 90 * 86_400 } as const;
type Kind = keyof typeof LASTS_S;

const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** What a program asks and goes on with. */
export interface Tokens {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

/** Links an account with a program, and answers the code by which the program fetches its tokens within a minute. */
export const openLink = (db: Database, customerId: string, asked: Asked, now: Date): Promise<string> =>
  inTransaction(db, async (trx) => {
    const { client, sights, challenge, redirectUri } = asked;
    const id = nanoid();
    const visitorId = agentVisitor();
    await sweepLinks(trx, now);
    await sql`insert into account_link (id, customer_id, client_id, client_name, scope, visitor_id, made_at)
      values (${id}, ${customerId}, ${client.id}, ${client.name}, ${sights.join(' ')}, ${visitorId}, ${now})`.execute(
      trx,
    );
    return makeToken(trx, 'code', id, now, { challenge, redirectUri });
  });

/** Forgets tokens that are over, and links that none is left of. */
async function sweepLinks(db: Database, now: Date): Promise<void> {
  await sql`delete from account_link_token where expires_at < ${now}`.execute(db);
  await sql`with gone as (
      delete from account_link l where not exists (select from account_link_token t where t.link_id = l.id)
      returning visitor_id
    ) delete from visitor_customer where visitor_id in (select visitor_id from gone)`.execute(db);
}

async function makeToken(
  db: Database,
  kind: Kind,
  linkId: string,
  now: Date,
  code: Pick<Asked, 'challenge' | 'redirectUri'> | null = null,
): Promise<string> {
  const token = `${kind}_${randomBytes(32).toString('base64url')}`;
  const until = new Date(now.getTime() + LASTS_S[kind] * 1_000);
  await sql`insert into account_link_token (hash, kind, link_id, expires_at, challenge, redirect_uri)
    values (${hashed(token)}, ${kind}, ${linkId}, ${until}, ${code?.challenge ?? null},
      ${code?.redirectUri ?? null})`.execute(db);
  return token;
}

/** What has to fit a code: the same client and address, and what its challenge was made of. */
export interface CodeGiven {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/**
 * Tokens for a code or for a token to go on with, once: where one comes a second time somebody else has it, and the link
 * ends. Null where it is not taken.
 */
export const spend = (
  db: Database,
  kind: 'code' | 'refresh',
  token: string,
  given: CodeGiven | { readonly clientId: string },
  scopesOf: (sights: string) => string,
  now: Date,
): Promise<Tokens | null> =>
  inTransaction<Tokens | null>(db, async (trx) => {
    const { rows } = await rowsOf({
      ...columns('account_link_token', 'link_id', 'challenge', 'redirect_uri', 'used_at', 'expires_at'),
      ...columns('account_link', 'client_id', 'customer_id', 'scope', 'visitor_id'),
    })`
      select t.link_id, t.challenge, t.redirect_uri, t.used_at, t.expires_at, l.client_id, l.customer_id, l.scope,
        l.visitor_id
      from account_link_token t join account_link l on l.id = t.link_id
      where t.hash = ${hashed(token)} and t.kind = ${kind} for update of t, l`.execute(trx);
    const [row] = rows;
    if (!row || row.client_id !== given.clientId) return null;
    if (row.used_at !== null) {
      await endLink(trx, row.link_id);
      return null;
    }
    const { link_id: linkId } = row;
    const fits = 'verifier' in given ? fitsCode(row, given) : true;
    await sql`update account_link_token set used_at = ${now} where hash = ${hashed(token)}`.execute(trx);
    if (!fits || row.expires_at <= now) {
      if (kind === 'code') await endLink(trx, linkId); // nothing came of it
      return null;
    }
    if (kind === 'code')
      await sql`insert into visitor_customer (visitor_id, customer_id, linked_at)
        values (${row.visitor_id}, ${row.customer_id}, ${now})`.execute(trx);
    else await sql`delete from account_link_token where link_id = ${linkId} and kind = 'access'`.execute(trx);
    return {
      access_token: await makeToken(trx, 'access', linkId, now),
      token_type: 'Bearer',
      expires_in: LASTS_S.access,
      refresh_token: await makeToken(trx, 'refresh', linkId, now),
      scope: scopesOf(row.scope),
    };
  });

const fitsCode = (
  row: { readonly challenge: string | null; readonly redirect_uri: string | null },
  { redirectUri, verifier }: CodeGiven,
): boolean =>
  /^[\w.~-]{43,128}$/.test(verifier) &&
  row.challenge === hashed(verifier) &&
  row.redirect_uri === redirectUri;

async function endLink(db: Database, id: string): Promise<void> {
  await sql`with gone as (delete from account_link where id = ${id} returning visitor_id)
    delete from visitor_customer where visitor_id in (select visitor_id from gone)`.execute(db);
}

/** Takes a token back; with one to go on with, the whole link. An unknown one is as good as taken back (RFC 7009). */
export async function revoke(db: Database, token: string): Promise<void> {
  const { rows } = await rowsOf(columns('account_link_token', 'link_id', 'kind'))`
    select link_id, kind from account_link_token where hash = ${hashed(token)}`.execute(db);
  const [row] = rows;
  if (row?.kind === 'access')
    await sql`delete from account_link_token where hash = ${hashed(token)}`.execute(db);
  else if (row) await endLink(db, row.link_id);
}

/** An account that a program may see, by the token that it asked with. */
export interface LinkedAccount {
  readonly customerId: string;
  /** The visitor that counts as signed in for it. */
  readonly visitorId: string;
  readonly sights: ReadonlySet<string>;
}

/** The account that a token opens; null for one that is over, taken back or not ours. */
export async function accountOf(db: Database, token: string, now: Date): Promise<LinkedAccount | null> {
  const { rows } = await rowsOf(columns('account_link', 'customer_id', 'visitor_id', 'scope'))`
    select l.customer_id, l.visitor_id, l.scope from account_link_token t join account_link l on l.id = t.link_id
    where t.hash = ${hashed(token)} and t.kind = 'access' and t.expires_at > ${now}`.execute(db);
  const [row] = rows;
  return row
    ? { customerId: row.customer_id, visitorId: row.visitor_id, sights: new Set(row.scope.split(' ')) }
    : null;
}

export interface LinkShown {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly madeAt: Date;
}

/** The programs that see an account now, the newest first: those that fetched their tokens. */
export async function linksOf(db: Database, customerId: string): Promise<readonly LinkShown[]> {
  const { rows } = await rowsOf(columns('account_link', 'id', 'client_id', 'client_name', 'made_at'))`
    select l.id, client_id, client_name, made_at from account_link l
    join visitor_customer v on v.visitor_id = l.visitor_id
    where l.customer_id = ${customerId} order by made_at desc, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    madeAt: row.made_at,
  }));
}

/** Ends a link of that customer, at once. */
export async function unlink(db: Database, customerId: string, id: string): Promise<void> {
  const { rows } =
    await sql`select 1 from account_link where id = ${id} and customer_id = ${customerId}`.execute(db);
  if (rows.length) await endLink(db, id);
}
