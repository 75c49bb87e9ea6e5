import pino, { type DestinationStream, type Logger } from 'pino';
import { environment, type Environment } from '#src/environment.ts';
import { errorFacts } from './error-facts.ts';
import { readableLines } from './readable-lines.ts';
import { currentRequest } from './request-id.ts';
import { withoutSecrets } from './without-secrets.ts';

// On globalThis because a development server and a build hold several copies of this module in one process.
const logKey = Symbol.for('shelftalk.log');
const slot = globalThis as { [logKey]?: Logger | undefined };

/** The log of this process. Never hand it what a shopper wrote: a sentence cannot be told from a secret. */
export const log = (): Logger => (slot[logKey] ??= openLog(environment()));

/** Sends the log of this process elsewhere, for tests; answers a function that puts it back. */
export function divertLog(destination: DestinationStream): () => void {
  const before = slot[logKey];
  slot[logKey] = openLog({ LOG_LEVEL: 'debug', NODE_ENV: 'production' }, destination);
  return () => (slot[logKey] = before);
}

/** One JSON object a line on stderr in production, else lines for people. Written at once: a crash loses none. */
export function openLog(
  { LOG_LEVEL, NODE_ENV }: Pick<Environment, 'LOG_LEVEL' | 'NODE_ENV'>,
  destination: DestinationStream = NODE_ENV === 'production'
    ? pino.destination({ fd: 2, sync: true })
    : readableLines(process.stderr),
): Logger {
  return pino(
    {
      level: LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => {
        const running = currentRequest();
        return running ? { request: running.request } : {};
      },
      serializers: { err: errorFacts },
      redact: { paths: [...personal], censor: '[redacted]' },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

const KEYS = [
  'address', 'authorization', 'body', 'city', 'cookie', 'cookies', 'email', 'name', 'password', 'phone', 'postcode',
  'recipient', 'secret', 'set-cookie', 'street', 'text', 'token',
]; // prettier-ignore
const personal = KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
