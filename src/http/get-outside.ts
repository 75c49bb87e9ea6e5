import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { hostOf, isNear, NotPublic, publicLookup } from './public-address.ts';

export interface Fetching {
  /** Whether hosts of this machine and of networks near it may be asked too. */
  readonly anyHost: boolean;
  /** For all of it, redirects included. */
  readonly withinMs: number;
  readonly mostBytes: number;
  readonly accept: string;
}

const MOST_REDIRECTS = 4;

/** There was an answer, and it is not what was asked for. */
class NotFetched extends Error {
  override readonly name = 'NotFetched';
}

/**
 * What stands at an address that somebody else chose, read to the end. Each address that it leads on to is looked at as
 * the first. Rejects with NotPublic, NotFetched (no 200, too many bytes or redirects) or what the network says.
 */
export async function getOutside(from: URL, given: Fetching): Promise<Buffer> {
  const signal = AbortSignal.timeout(given.withinMs);
  let url = from;
  for (let left = MOST_REDIRECTS; left >= 0; left--) {
    const answer = await ask(url, given, signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return readTo(answer, given.mostBytes);
    answer.destroy();
    const next = statusCode >= 300 && statusCode < 400 && headers.location;
    const onward = next ? URL.parse(next, url) : null;
    if (!onward) throw new NotFetched(`${url.host} answered ${statusCode}`);
    url = onward;
  }
  throw new NotFetched(`${from.host} leads on more than ${MOST_REDIRECTS} times`);
}

function ask(url: URL, { anyHost, accept }: Fetching, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return Promise.reject(new NotFetched(`${url.protocol} is not fetched`));
  if (!anyHost && isNear(hostOf(url)))
    return Promise.reject(new NotPublic(`${url.host} is not a public address`));
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    request(
      url,
      {
        headers: { accept, 'user-agent': 'Shelftalk (pictures of the catalogue)' },
        signal,
        agent: false,
        ...(anyHost ? {} : { lookup: publicLookup }),
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}

async function readTo(answer: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) {
      answer.destroy();
      throw new NotFetched(`more than ${most} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
