import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Door } from './door.ts';

/** An order is told of once it is paid: one that is not is a checkout still. */
const EVENTS = ['order.paid', 'order.sent', 'order.delivered', 'order.cancelled', 'order.returned'] as const;

/** Where an agent wants to be told of its orders, among the shop's webhooks; null where its profile names no such address. */
export async function agentEndpoint({
  db,
  agent,
  now,
}: Pick<Door, 'db' | 'agent' | 'now'>): Promise<string | null> {
  const url = agent.profile?.webhookUrl;
  const address = url ? URL.parse(url) : null;
  if (!address || !/^https?:$/.test(address.protocol)) return null; // plain HTTP goes nowhere but in tests
  const id = `agent-${createHash('sha256').update(address.href).digest('hex').slice(0, 20)}`;
  await sql`insert into webhook_endpoint (id, url, secret, events, made_at, of_agents)
    values (${id}, ${address.href}, '', ${[...EVENTS]}::text[], ${now}, true) on conflict do nothing`.execute(
    db,
  );
  return id;
}
