import type { Payload } from './payloads.ts';
import type { Attack } from './send.ts';
import { matches, type Form, type Route } from './ways-in.ts';

/** Of one list: what there is more is taken in turns, each way with each family. */
export const MOST_REQUESTS = 5_000;
/** With a session of its own in test/http/studio.test.ts. */
export const MEANT_TO_END = new Set(['/studio/sign-out']);

export interface Way {
  readonly with: (payload: string) => Attack;
}

/** Where the attacker stands when a route is attacked. */
export interface Standing {
  readonly cookie: string;
  readonly path: string;
  /** Every form that the shop showed. */
  readonly forms: readonly Form[];
  readonly sku: string;
}

/** Buttons that end something are pressed by nobody here: what they are there for would change rows. */
const ENDS = /cancel|refund|return|forget|erase|remove|delete|leave|\b(?:out|all|everything|sure|yes)\b/i;
const pressed = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => !ENDS.test(`${name} ${value}`)));

const encoded = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** Every place of a route that takes what somebody writes. */
export function waysInto(route: Route, { cookie, path, forms, sku }: Standing): readonly Way[] {
  const { pattern, methods } = route;
  const own = forms.filter(({ action }) => matches(pattern, action));
  const shown = (method: string) =>
    Object.fromEntries(
      own.filter((form) => form.method === method).flatMap(({ fields }) => Object.entries(fields)),
    );
  const names = (method: string) => [...new Set([...route.names, ...Object.keys(shown(method))])];
  const ways: Way[] = [];
  const add = (make: Way['with']) => ways.push({ with: make });
  if (/\[/.test(pattern)) {
    for (const method of methods) {
      add((text) => ({
        method,
        path: pattern
          .replace(/\[[.\w]+\]/, encodeURIComponent(text.toWellFormed()) || '%20')
          .replaceAll(/\[[.\w]+\]/g, 'x'),
        headers: { cookie },
        what: `${method} ${pattern}, its path`,
      }));
      add((text) => ({
        method,
        path: pattern
          .replace(/\[[.\w]+\]/, () => text.replace(/[?#]/g, encodeURIComponent))
          .replaceAll(/\[[.\w]+\]/g, 'x'),
        headers: { cookie },
        what: `${method} ${pattern}, its path as it is`,
      }));
    }
  }
  if (methods.includes('GET'))
    for (const name of [...names('GET'), 'nobody-reads-this'])
      add((text) => ({
        method: 'GET',
        path: `${path}?${encoded({ [name]: text })}`,
        headers: { cookie },
        what: `GET ${pattern}, ?${name}=`,
      }));
  if (MEANT_TO_END.has(pattern)) return ways;
  for (const method of methods.filter((one) => one !== 'GET')) {
    const fields = names('POST');
    if (pattern.startsWith('/api/') || !fields.length)
      for (const name of fields.length ? fields : ['text'])
        for (const nest of [false, true])
          add((text) => ({
            method,
            path,
            headers: { cookie, 'content-type': 'application/json' },
            body: JSON.stringify(
              nest
                ? { message: { [name]: text } }
                : { [name]: text, sku: sku, quantity: 1, message: { text: 'hello' } },
            ),
            what: `${method} ${pattern}, JSON ${name}`,
          }));
    else
      for (const name of fields)
        add((text) => ({
          method,
          path,
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
          body: encoded({ ...pressed(shown('POST')), [name]: text.toWellFormed() }),
          what: `${method} ${pattern}, field ${name}`,
        }));
  }
  return ways;
}

/** Pairs of ways and payloads: all of them, or as many as may be, each way with each family in turn. */
export function* pairs(ways: readonly Way[], payloads: readonly Payload[]): Generator<Attack> {
  const step = Math.ceil((ways.length * payloads.length) / MOST_REQUESTS);
  for (const [at, way] of ways.entries())
    for (const [number, { text, family }] of payloads.entries())
      if ((number + at) % step === 0) {
        const attack = way.with(text);
        yield { ...attack, what: `${attack.what} ${family} ${JSON.stringify(text.slice(0, 60))}` };
      }
}
