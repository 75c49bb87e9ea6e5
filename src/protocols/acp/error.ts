import type { Refused } from '../ucp/door.ts';
import { paramOf } from './write-message.ts';

/** Why nothing was done, as the protocol tells it. */
export interface Fault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  readonly supported_versions?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export const faultOf = ({ status, messages: [{ code, content, path }], headers }: Refused): Fault => ({
  status,
  code,
  message: content,
  ...(path === undefined || path === '$' ? {} : { param: paramOf(path) }),
  ...(headers ? { headers } : {}),
});

export const faultBody = ({ status, headers: _headers, ...rest }: Fault) => ({
  type: status >= 500 ? 'processing_error' : 'invalid_request',
  ...rest,
});
