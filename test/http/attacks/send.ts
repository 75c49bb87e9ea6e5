import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './oracles.ts';

export interface Attack {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What it is, for the report. */
  readonly what: string;
}

const PATIENCE_MS = 120_000;
const MOST_TRIES = 40;
const AGAIN_MS = 250;

/** Sends requests as they are written, each from another place: fetch would mend them first. */
export function sender(base: URL) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let sent = 0;
  const sendOnce = ({ method, path, headers = {}, body }: Attack): Promise<Answer> =>
    new Promise((resolve, reject) => {
      sent += 1;
      const from = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
      const own = {
        'x-forwarded-for': from,
        ...(method === 'GET' ? {} : { origin: base.origin }),
        ...headers,
      };
      const asked = request(
        {
          host: base.hostname,
          port: base.port,
          method,
          path: onTheWire(path),
          headers: own,
          agent,
          timeout: PATIENCE_MS,
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(pieces).toString(),
            }),
          );
        },
      );
      asked.on('timeout', () => asked.destroy(new Error('no answer')));
      asked.on('error', reject);
      asked.end(body);
    });
  return {
    close: () => agent.destroy(),
    /** Asks again where the shop is busy and says so. */
    send: async (attack: Attack): Promise<Answer> => {
      for (let tried = 1; ; tried += 1) {
        const answer = await sendOnce(attack);
        if (answer.status !== 503 || !answer.headers['retry-after'] || tried === MOST_TRIES) return answer;
        await sleep(AGAIN_MS);
      }
    },
  };
}

/** What a client may write into the first line of a request. */
const onTheWire = (path: string): string =>
  path.toWellFormed().replace(/[^\x21-\x7e]/gu, (letter) => encodeURIComponent(letter));

/** What a client may write into a header. */
export const asHeader = (text: string): string =>
  text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 4_000);
