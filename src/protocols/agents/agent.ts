import { createHash } from 'node:crypto';
import type { Database } from '#src/database/database.ts';
import { tryWithin } from '#src/http/rate-limit.ts';
import { foreignProfile, type ForeignProfile } from './foreign-profile.ts';
import type { SignedMessage } from './signature-base.ts';
import { isList, readDictionary } from './structured-fields.ts';
import { verifySignature, type SignatureFault } from './verify-signature.ts';

/** A program that asks for somebody, told apart from people and from other programs. */
export interface Agent {
  /** What its budget and its carts are counted under; of one that proves nothing it is its address, hashed. */
  readonly id: string;
  /** For people who look after the shop: the host of its profile, or that it named none. */
  readonly name: string;
  /** What its repeated askings are known under. */
  readonly repeatsUnder: string;
  /** Where it says that its profile is; null where it says nothing that is an address. */
  readonly profileUrl: string | null;
  /** Whether it signed what it asks with a key of that profile. */
  readonly isProven: boolean;
  /** The release that it says it speaks; null where it says none. */
  readonly version: string | null;
  /** Null where it could not be read. */
  readonly profile: ForeignProfile | null;
}

export interface AgentAsking {
  readonly message: SignedMessage;
  readonly body: string;
  /** The client's address, as limits count it. */
  readonly address: string;
  /** Its own name for itself where the message's UCP-Agent says none: of MCP, in the arguments. */
  readonly named?: string | null;
  /** Whether profiles of this machine and of networks near it are read too. */
  readonly anyHost: boolean;
}

export type AgentFault = SignatureFault | 'invalid_profile_url' | 'profile_unreachable' | 'profile_malformed';

/** What HTTP calls each fault. */
export const FAULT_STATUS: Readonly<Record<AgentFault, number>> = {
  signature_missing: 401,
  signature_invalid: 401,
  key_not_found: 401,
  digest_mismatch: 400,
  algorithm_unsupported: 400,
  invalid_profile_url: 400,
  profile_unreachable: 424,
  profile_malformed: 422,
};

export type AgentRead =
  | { readonly ok: true; readonly agent: Agent }
  | { readonly ok: false; readonly fault: AgentFault; readonly why: string };

const NONCE_S = 900; // longer than a signature counts
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * Who asks. An agent may only say who it is; what it signs has to be signed right, by a key of the profile that it
 * names. One whose profile cannot be read is nobody in particular, unless it signed.
 */
export async function readAgent(db: Database, asking: AgentAsking, now: Date): Promise<AgentRead> {
  const { message, body, address, anyHost } = asking;
  const header = message.header('ucp-agent');
  const said = header === null ? null : (readDictionary(header)?.get('profile') ?? null);
  const member = said && !isList(said) ? said : null;
  const url = addressOf(asking.named ?? (typeof member?.value === 'string' ? member.value : ''));
  const version = member?.parameters.get('version') ?? readVersion(header);
  const isSigned = message.header('signature') !== null || message.header('signature-input') !== null;
  const read = url && (await foreignProfile(url, anyHost));
  const profile = read?.ok ? read.profile : null;
  if (isSigned) {
    if (!url)
      return {
        ok: false,
        fault: 'invalid_profile_url',
        why: 'UCP-Agent names no profile to check a signature by.',
      };
    if (read && !read.ok)
      return { ok: false, fault: read.refusal, why: `The profile at ${url.href} could not be read.` };
    const verified = verifySignature(message, body, profile?.keys ?? [], now);
    if (!verified.ok) return { ok: false, fault: verified.fault, why: verified.why };
    const once = { name: 'agent-nonce', most: 1, perSeconds: NONCE_S };
    if (verified.nonce && !(await tryWithin(db, once, `${url.href} ${verified.nonce}`, now)).ok)
      return { ok: false, fault: 'signature_invalid', why: 'That nonce was used already.' };
  }
  return {
    ok: true,
    agent: {
      id: isSigned && url ? `signed:${url.href}` : `open:${hashed(address)}`,
      name: url?.host ?? 'an agent that names no profile',
      repeatsUnder: url ? `${isSigned ? 'signed' : 'named'}:${hashed(url.href)}` : `open:${hashed(address)}`,
      profileUrl: url?.href ?? null,
      isProven: isSigned,
      version: typeof version === 'string' ? version : (profile?.version ?? null),
      profile,
    },
  };
}

/** `version` beside `profile`, where an agent writes it as a member of its own. */
function readVersion(header: string | null): unknown {
  const member = header === null ? undefined : readDictionary(header)?.get('version');
  return member && !isList(member) ? member.value : undefined;
}

const addressOf = (text: string): URL | null => {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
};
