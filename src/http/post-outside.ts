import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { hostOf, isNear, NotPublic, publicLookup } from './public-address.ts';

export interface Outside {
  /** Whether hosts of this machine and of networks near it may be asked too, and without TLS. */
  readonly anyHost: boolean;
  readonly withinMs: number;
}

export interface OutsideAnswer {
  readonly status: number;
  /** Seconds until it wants to be asked again; null where it says nothing. */
  readonly retryAfterS: number | null;
}

/** The options of a request to an address that somebody else chose; null where nobody may be asked there. */
function outsideOptions(url: URL, { anyHost, withinMs }: Outside): RequestOptions | null {
  if (!anyHost && (url.protocol !== 'https:' || isNear(hostOf(url)))) return null;
  return {
    signal: AbortSignal.timeout(withinMs),
    agent: false,
    ...(anyHost ? {} : { lookup: publicLookup }),
  };
}

const refused = (url: URL): Promise<never> =>
  Promise.reject(new NotPublic(`${url.host} is not a public address with TLS`));

const requestTo = (url: URL) => (url.protocol === 'https:' ? requestHttps : requestHttp);

/**
 * Sends a body to an address that somebody else chose. Follows no redirect and reads nothing of the answer but its head.
 * Rejects where there is no answer in time, or nobody may be asked there; the error's `code` says which.
 */
export function postOutside(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  outside: Outside,
): Promise<OutsideAnswer> {
  const options = outsideOptions(url, outside);
  if (!options) return refused(url);
  const sending = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = requestTo(url)(url, { ...options, method: 'POST', headers: sending }, (response) => {
      const { statusCode = 0, headers: said } = response;
      response.destroy();
      const retry = Number(said['retry-after']);
      resolve({ status: statusCode, retryAfterS: Number.isFinite(retry) && retry > 0 ? retry : null });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Reads what stands at an address that somebody else chose, as text of at most `most` bytes; null where it is longer or
 * the answer is no 200. Follows no redirect. Rejects as `postOutside` does.
 */
export function readOutside(url: URL, most: number, outside: Outside): Promise<string | null> {
  const options = outsideOptions(url, outside);
  if (!options) return refused(url);
  const headers = { accept: 'application/json', 'user-agent': 'Shelftalk' };
  return new Promise((resolve, reject) => {
    const sent = requestTo(url)(url, { ...options, method: 'GET', headers }, (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      const end = (text: string | null) => {
        response.destroy();
        resolve(text);
      };
      if (response.statusCode !== 200) return end(null);
      response.on('data', (part: Buffer) => {
        bytes += part.byteLength;
        if (bytes > most) end(null);
        else parts.push(part);
      });
      response.on('end', () => end(Buffer.concat(parts).toString('utf8')));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
