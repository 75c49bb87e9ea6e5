import type { IncomingHttpHeaders } from 'node:http';
import { WORKED_OUT } from './payloads.ts';
import { attribute, elementsOf } from './ways-in.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const COOKIES = new Set(['visitor', 'studio', 'theme', 'sign-in-asked', '__Host-visitor', '__Secure-studio']);
const DRIVERS =
  /\bat [^\n]{1,200}\.(?:[cm]?[jt]s|astro):\d+:\d+|node_modules\/|PgliteError|syntax error at or near|invalid input syntax|violates \S+ constraint|relation "[^"]+" does not exist|ECONNREFUSED|root:x:0:0/;
const LIVE = /^\s*(?:javascript|vbscript|data(?!:image\/)):/i;
const ADDRESSES = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset', 'xlink:href'];
const NEVER = new Set(['iframe', 'object', 'embed', 'base', 'applet', 'frame', 'frameset', 'portal']);

/** What is wrong with an answer to an attack; null where nothing is. */
export function wrongWith({ status, headers, body }: Answer, base: URL): string | null {
  if (status >= 500) return `status ${status}`;
  const to = headers.location;
  if (to !== undefined && URL.parse(to, base)?.host !== base.host) return `a redirect to ${to}`;
  if (headers['x-injected'] !== undefined) return 'a header that the attack wrote';
  for (const cookie of headers['set-cookie'] ?? []) {
    const name = cookie.split('=')[0] ?? '';
    if (!COOKIES.has(name)) return `a cookie that the shop does not set: ${name}`;
  }
  if (headers['x-content-type-options'] !== 'nosniff' && status !== 400) return 'no guards';
  const leak = DRIVERS.exec(body)?.[0];
  if (leak) return `inner workings: ${leak.slice(0, 80)}`;
  if (body.includes(WORKED_OUT)) return 'the attack was worked out';
  const type = headers['content-type'] ?? '';
  if (type.includes('json') && body) {
    try {
      JSON.parse(body);
    } catch {
      return 'JSON that is none';
    }
  }
  return type.startsWith('text/html') ? liveIn(body, base) : null;
}

/** Markup that the shop never writes: handlers, frames, scripts of elsewhere, addresses that run. */
function liveIn(html: string, base: URL): string | null {
  for (const element of elementsOf(html)) {
    const { tagName, attrs } = element;
    if (NEVER.has(tagName)) return `<${tagName}>`;
    const handler = attrs.find(({ name }) => /^on[a-z]/i.test(name));
    if (handler) return `<${tagName} ${handler.name}>`;
    for (const { name, value } of attrs)
      if (ADDRESSES.includes(name) && LIVE.test(value)) return `<${tagName} ${name}="${value.slice(0, 60)}">`;
    if (tagName === 'meta' && /refresh/i.test(attribute(element, 'http-equiv') ?? ''))
      return '<meta refresh>';
    if (tagName === 'form' && URL.parse(attribute(element, 'action') ?? '', base)?.host !== base.host)
      return 'a form that goes elsewhere';
    if (tagName === 'script') {
      const src = attribute(element, 'src');
      if (src !== undefined && URL.parse(src, base)?.host !== base.host) return `a script of ${src}`;
      const text = element.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
      if (src === undefined && !isData(attribute(element, 'type'), text))
        return `a script: ${text.slice(0, 60)}`;
    }
  }
  return null;
}

/** Scripts of the shop are files; within a page stands data alone. */
function isData(type: string | undefined, text: string): boolean {
  if (!type?.endsWith('json')) return false;
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
