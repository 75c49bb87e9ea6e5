import { createHash } from 'node:crypto';
import {
  isList,
  readDictionary,
  writeItem,
  writeList,
  type InnerList,
  type Item,
} from './structured-fields.ts';

/** What of a message a signature may cover. */
export interface SignedMessage {
  readonly method: string;
  /** As the other side asked for it: behind a proxy not what this process hears. */
  readonly url: URL;
  readonly status?: number;
  header(name: string): string | null;
}

/** The value of a component; null where the message has none, or it is one that nobody here signs. */
function valueOf(message: SignedMessage, { value, parameters }: Item): string | null {
  const { url } = message;
  switch (value) {
    case '@method':
      return message.method.toUpperCase();
    case '@authority':
      return url.host.toLowerCase();
    case '@scheme':
      return url.protocol.slice(0, -1);
    case '@target-uri':
      return url.href;
    case '@request-target':
      return url.pathname + url.search;
    case '@path':
      return url.pathname;
    case '@query':
      return url.search || '?';
    case '@status':
      return message.status === undefined ? null : String(message.status);
  }
  if (typeof value !== 'string' || value.startsWith('@')) return null;
  const header = message.header(value)?.trim() ?? null;
  const key = parameters.get('key');
  if (header === null || key === undefined) return header;
  const member = typeof key === 'string' ? readDictionary(header)?.get(key) : undefined;
  return member ? (isList(member) ? writeList(member) : writeItem(member)) : null;
}

/** The text that is signed (RFC 9421, 2.5); null where a component is not there, stands twice or is unknown. */
export function signatureBase(message: SignedMessage, covered: InnerList): string | null {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const item of covered.items) {
    const name = writeItem(item);
    const value = valueOf(message, item);
    if (value === null || seen.has(name)) return null;
    seen.add(name);
    lines.push(`${name}: ${value}`);
  }
  return [...lines, `"@signature-params": ${writeList(covered)}`].join('\n');
}

/** The header that binds a body to what is signed (RFC 9530), over its bytes as they go. */
export const contentDigest = (body: string): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
