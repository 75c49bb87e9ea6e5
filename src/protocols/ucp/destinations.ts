import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import type { Details } from '#src/carts/address.ts';
import { countriesServed } from '#src/carts/read-details.ts';
import { json } from '#src/database/column-kinds.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Door, Json } from './door.ts';
import type { Asked, Destination } from './session.ts';

const MOST_KEPT = 20; // of one buyer with one agent

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether the agent may be told where parcels of its buyers went: only one that proves who it is; in tests every one. */
const mayRemember = ({ agent, isTest }: Pick<Door, 'agent' | 'isTest'>): boolean => agent.isProven || isTest;

const ownerOf = ({ agent }: Pick<Door, 'agent'>): string => (agent.isProven ? agent.id : 'test');

export const emailOf = (buyer: Json | null): string => text(buyer?.['email']).trim().toLowerCase();

/** Where this agent had parcels of that buyer sent before, the first used first. */
export async function knownDestinations(door: Door, email: string): Promise<readonly Destination[]> {
  if (!email || !mayRemember(door)) return [];
  const { rows } = await rowsOf({ ...columns('agent_destination', 'id'), address: json<Json>() })`
    select id, address from agent_destination where agent = ${ownerOf(door)} and email = ${email}
    order by used_at, id limit ${MOST_KEPT}`.execute(door.db);
  return rows.map(({ id, address }) => ({ ...address, id }));
}

const FIELDS = [
  'street_address',
  'extended_address',
  'address_locality',
  'address_region',
  'postal_code',
  'address_country',
] as const;

const same = (a: Json, b: Json): boolean =>
  FIELDS.every((field) => text(a[field]).trim().toLowerCase() === text(b[field]).trim().toLowerCase());

/** Gives each destination an id: its own, that of the same address known before, or a new one; and remembers whole addresses. */
export async function withIds(
  door: Door,
  email: string,
  given: readonly Json[],
): Promise<readonly Destination[]> {
  const known = await knownDestinations(door, email);
  const named = given.map((one): Destination => ({
    ...one,
    id: text(one['id']) || known.find((other) => same(one, other))?.id || `addr_${nanoid(10)}`,
  }));
  if (email && mayRemember(door))
    for (const { id, ...address } of named.slice(0, MOST_KEPT))
      if (text(address['street_address']))
        await sql`insert into agent_destination (agent, email, id, address, used_at)
          values (${ownerOf(door)}, ${email}, ${id}, ${JSON.stringify(address)}::jsonb, ${door.now})
          on conflict (agent, email, id) do update set address = excluded.address`.execute(door.db);
  return named;
}

/** Two letters of a country that parcels go to, by them or by its name; as it was said where it is none of those. */
function countryOf(content: Content, said: string): string {
  const plain = said.trim();
  if (/^[a-z]{2}$/i.test(plain)) return plain.toUpperCase();
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  return (
    countriesServed(content).find((code) => names.of(code)?.toLowerCase() === plain.toLowerCase()) ?? plain
  );
}

const selectedOf = ({ destinations, selectedDestination }: Asked): Destination | null =>
  destinations.find(({ id }) => id === selectedDestination) ?? null;

/** What the shop's own checkout asks for, from what the agent said; what was not said is empty. Null without a destination. */
export function detailsOf(content: Content, asked: Asked, service: string | undefined): Details | null {
  const to = selectedOf(asked);
  if (!to) return null;
  const buyer = asked.buyer ?? {};
  const names = (of: Json) =>
    [of['first_name'], of['last_name']].map(text).filter(Boolean).join(' ') ||
    text(of['full_name'] ?? of['fullName'] ?? of['name']);
  return {
    email: emailOf(asked.buyer),
    name: names(to) || names(buyer),
    line1: text(to['street_address']),
    line2: text(to['extended_address']),
    city: text(to['address_locality']),
    region: text(to['address_region']),
    postcode: text(to['postal_code']),
    country: countryOf(content, text(to['address_country'])),
    ...(service === undefined ? {} : { service }),
  };
}

/** Where in a checkout stands what the shop's own checkout calls so. */
export const PATHS: Readonly<Record<string, string>> = {
  email: '$.buyer.email',
  name: '$.buyer.first_name',
  line1: '$.fulfillment.methods[0].destinations[0].street_address',
  city: '$.fulfillment.methods[0].destinations[0].address_locality',
  region: '$.fulfillment.methods[0].destinations[0].address_region',
  postcode: '$.fulfillment.methods[0].destinations[0].postal_code',
  country: '$.fulfillment.methods[0].destinations[0].address_country',
};

/** In tests: what a platform of the first release leaves out, and its suite orders with all the same. */
export const filledForTests = (details: Details): Details => ({
  ...details,
  email: details.email || 'test.buyer@example.com',
  name: details.name || 'Test buyer',
  line1: details.line1 || 'No street given',
  city: details.city || 'No town given',
  postcode: details.postcode || '00000',
});
