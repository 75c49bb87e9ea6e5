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

/**
 * Sends a body to an address that somebody else chose. Follows no redirect and reads nothing of the answer but its head.
 * Rejects where there is no answer in time, or nobody may be asked there; the error's `code` says which.
 */
export function postOutside(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { anyHost, withinMs }: Outside,
): Promise<OutsideAnswer> {
  if (!anyHost && (url.protocol !== 'https:' || isNear(hostOf(url))))
    return Promise.reject(new NotPublic(`${url.host} is not a public address with TLS`));
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal: AbortSignal.timeout(withinMs),
    agent: false,
    ...(anyHost ? {} : { lookup: publicLookup }),
  };
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = ask(url, options, (response) => {
      const { statusCode = 0, headers: said } = response;
      response.destroy();
      const retry = Number(said['retry-after']);
      resolve({ status: statusCode, retryAfterS: Number.isFinite(retry) && retry > 0 ? retry : null });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
