import { createHash } from 'node:crypto';
import { beginOnce, endOnce } from '#src/back-office/idempotency.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { FAULT_STATUS, readAgent } from '../agents/agent.ts';
import { admitAgent, mayAgent } from '../agents/budget.ts';
import { accountOfRequest, challengeFor } from '../oauth/token-endpoint.ts';
import type { SignedMessage } from '../agents/signature-base.ts';
import {
  outcome,
  protocolRefusal,
  errorMessage,
  type Answer,
  type Door,
  type Json,
  type Refused,
} from './door.ts';
import type { Operation } from './operations.ts';
import { negotiated, RELEASES, type Release } from './releases.ts';
import { statusIn, writeAnswer, type Written } from './write-answer.ts';

/** The shop as an agent meets it. */
export interface Counter {
  readonly db: Database;
  readonly content: Content;
  readonly site: string;
  readonly payment: PaymentProvider | null;
  /** Whether profiles and webhooks of networks near this machine are asked. */
  readonly anyHost: boolean;
  /** Null where no hooks for tests are mounted. */
  readonly testSecret: string | null;
}

export interface Asking {
  readonly release: Release;
  readonly message: SignedMessage;
  /** The whole body as it came: what a signature is over. */
  readonly text: string;
  readonly address: string;
  /** What an agent calls itself in the arguments of a tool. */
  readonly named?: string | null;
  readonly idempotencyKey: string | null;
  readonly ifMatch: string | null;
}

/** Who asks, and in which release it is answered; a refusal where it may not. */
export async function enter(counter: Counter, asking: Asking, now: Date): Promise<Door | Refused> {
  const { db, content, site, payment, anyHost, testSecret } = counter;
  const { message, text: body, address, named = null } = asking;
  const tried = await admitAgent(db, null, address, now);
  if (!tried.ok) return tooOften(tried.retryAfterSeconds);
  const read = await readAgent(db, { message, body, address, named, anyHost }, now);
  if (!read.ok) return protocolRefusal(FAULT_STATUS[read.fault], read.fault, read.why);
  const { agent } = read;
  const account = await accountOfRequest(db, message.header('authorization'), now);
  if (account === 'refused')
    return protocolRefusal(
      401,
      'identity_invalid',
      'That token opens no account. Link it again, or send none.',
      challengeFor(site, '/ucp'),
    );
  const release = negotiated(asking.release, agent.version);
  if (!release)
    return protocolRefusal(
      statusIn(asking.release, 400, 422),
      'version_unsupported',
      `Version ${agent.version ?? ''} is not spoken here; ${RELEASES.join(', ')} are.`,
    );
  const isTest = testSecret !== null;
  return { db, content, site, payment, agent, account, address, release, anyHost, isTest, now };
}

const tooOften = (seconds: number): Refused =>
  protocolRefusal(429, 'rate_limited', `Ask again in ${seconds} s.`, { 'retry-after': String(seconds) });

/** Does an operation once for each key, and answers it in the release's words; the same asked again gets the same bytes. */
export async function perform(
  door: Door,
  operation: Operation,
  given: { readonly id: string; readonly body: unknown },
  asking: Pick<Asking, 'idempotencyKey' | 'ifMatch'>,
): Promise<{
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}> {
  const refused = mayNot(door, operation);
  if (refused) return bytes(writeAnswer(door, operation.kind, refused));
  const parsed = operation.schema.safeParse(given.body ?? {});
  const invalid = parsed.success ? null : unfit(door.release, parsed.error.issues);
  const run = async (): Promise<Written> =>
    writeAnswer(
      door,
      operation.kind,
      invalid ?? (await operation.run(door, parsed.data as never, { id: given.id, ifMatch: asking.ifMatch })),
    );
  const key = asking.idempotencyKey;
  if (!operation.changes || key === null) return bytes(await run());
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    return bytes(
      writeAnswer(
        door,
        operation.kind,
        protocolRefusal(400, 'invalid_idempotency_key', 'It has 1 to 255 characters.'),
      ),
    );
  const asked = {
    keyId: `agent ${door.agent.repeatsUnder}`,
    idempotencyKey: key,
    requestHash: createHash('sha256')
      .update(JSON.stringify([door.release, operation.name, given.id, given.body ?? null]))
      .digest('base64url'),
  };
  const begun = await beginOnce(door.db, asked, door.now);
  if (begun.as === 'again')
    return {
      status: begun.answer.status,
      text: begun.answer.body,
      headers: { 'idempotent-replayed': 'true' },
    };
  if (begun.as !== 'first')
    return bytes(
      writeAnswer(
        door,
        operation.kind,
        begun.as === 'another'
          ? protocolRefusal(409, 'idempotency_conflict', 'That Idempotency-Key was used for something else.')
          : protocolRefusal(409, 'in_progress', 'The same is being done now. Ask again.', {
              'retry-after': '1',
            }),
      ),
    );
  try {
    const answer = bytes(await run());
    const passes = answer.status === 429 || answer.status >= 500;
    const kept = { status: answer.status, contentType: 'application/json', body: answer.text };
    await endOnce(door.db, asked, passes ? null : kept);
    return answer;
  } catch (error) {
    await endOnce(door.db, asked, null).catch(() => {}); // else the next try takes it over once it counts as dead
    throw error;
  }
}

const bytes = ({
  status,
  body,
  headers,
}: {
  status: number;
  body: Json;
  headers: Readonly<Record<string, string>>;
}) => ({
  status,
  text: JSON.stringify(body),
  headers,
});

function mayNot({ content, agent, site }: Door, { act }: Operation): Answer | null {
  if (mayAgent(content.store.agents, agent, act === 'buy' ? 'search' : act)) return null;
  return {
    ...outcome(
      403,
      errorMessage('agent_not_allowed', 'The merchant lets other agents do that.', 'unrecoverable'),
    ),
    isProtocol: true,
    continueUrl: `${site}/`,
  };
}

/** What of a body is not as the protocol has it: 422, as the first release's suite asks and RFC 9110 has it. */
function unfit(
  release: Release,
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Refused {
  const [first, ...rest] = issues.slice(0, 20).map(({ path, message }) => {
    const at = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return errorMessage('invalid', `${path.join('.')}: ${message}`, 'recoverable', `$${at}`);
  });
  return {
    ok: false,
    status: statusIn(release, 422, 400),
    isProtocol: true,
    messages: [first ?? errorMessage('invalid', 'It cannot be read.'), ...rest],
  };
}
