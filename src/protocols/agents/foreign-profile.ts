import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { readOutside } from '#src/http/post-outside.ts';

const MOST_BYTES = 256_000;
const WITHIN_MS = 3_000;
const KEPT_MS = 300_000; // a key that is taken back is believed for so long at the most
const FAILED_MS = 15_000;

const keySchema = z.looseObject({ kid: z.string(), kty: z.string() });
export type PublicKey = z.infer<typeof keySchema>;

const capabilitySchema = z.looseObject({
  config: z.looseObject({ webhook_url: z.url().optional() }).optional(),
});
const profileSchema = z.looseObject({
  ucp: z.looseObject({
    version: z.string(),
    // By name, or as a list with names in it: as of 2026-01-11.
    capabilities: z
      .union([
        z.record(z.string(), z.array(capabilitySchema)),
        z.array(capabilitySchema.extend({ name: z.string() })),
      ])
      .optional(),
  }),
  keys: z.array(keySchema).optional().catch(undefined),
  signing_keys: z.array(keySchema).optional().catch(undefined),
});

/** What an agent publishes of itself, as far as the shop uses it. */
export interface ForeignProfile {
  readonly version: string;
  readonly keys: readonly PublicKey[];
  /** The names of what it understands; null where it says nothing of it. */
  readonly capabilities: ReadonlySet<string> | null;
  /** Where it wants to be told of its orders. */
  readonly webhookUrl: string | null;
}

export type ProfileRead =
  | { readonly ok: true; readonly profile: ForeignProfile }
  | { readonly ok: false; readonly refusal: 'profile_unreachable' | 'profile_malformed' };

const kept = new LRUCache<string, Promise<ProfileRead>>({ max: 2_000, ttl: KEPT_MS });

/** An agent's profile at its address, read at most every five minutes; from hosts of the internet only unless `anyHost`. */
export function foreignProfile(address: URL, anyHost: boolean): Promise<ProfileRead> {
  const known = kept.get(address.href);
  if (known) return known;
  const reading = readProfile(address, anyHost).then((read) => {
    if (!read.ok) kept.set(address.href, reading, { ttl: FAILED_MS });
    return read;
  });
  kept.set(address.href, reading);
  return reading;
}

async function readProfile(address: URL, anyHost: boolean): Promise<ProfileRead> {
  const text = await readOutside(address, MOST_BYTES, { anyHost, withinMs: WITHIN_MS }).catch(() => null);
  if (text === null) return { ok: false, refusal: 'profile_unreachable' };
  const parsed = profileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return { ok: false, refusal: 'profile_malformed' };
  const { ucp, keys, signing_keys: signingKeys } = parsed.data;
  const { capabilities } = ucp;
  const named = Array.isArray(capabilities)
    ? capabilities.map((one) => [one.name, one] as const)
    : Object.entries(capabilities ?? {}).flatMap(([name, all]) => all.map((one) => [name, one] as const));
  const told = named.find(([name, one]) => name === 'dev.ucp.shopping.order' && one.config?.webhook_url);
  return {
    ok: true,
    profile: {
      version: ucp.version,
      keys: keys ?? signingKeys ?? [],
      capabilities: capabilities ? new Set(named.map(([name]) => name)) : null,
      webhookUrl: told?.[1].config?.webhook_url ?? null,
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
