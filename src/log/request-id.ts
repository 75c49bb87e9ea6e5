import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

// On globalThis because a development server and a build hold several copies of this module in one process.
const requestKey = Symbol.for('shelftalk.request');
const slot = globalThis as { [requestKey]?: AsyncLocalStorage<RunningRequest> };
const running = (slot[requestKey] ??= new AsyncLocalStorage());

export interface RunningRequest {
  readonly request: string;
  /** The pattern of the page that answers, such as `/p/[slug]`; null until one does. */
  route: string | null;
  /** What is kept for the length of this one request, by name. */
  readonly kept: Map<string, unknown>;
}

/** The request that is being answered, if one is. */
export const currentRequest = (): RunningRequest | undefined => running.getStore();

/** Runs `answer` and all that follows from it as part of that request: its lines in the log carry the id. */
export const asRequest = <Result>(request: string, answer: () => Result): Result =>
  running.getStore()?.request === request
    ? answer()
    : running.run({ request, route: null, kept: new Map() }, answer);

/** The value of that name for this request, made where it is first asked for; made anew each time outside of one. */
export function oncePerRequest<Value>(name: string, make: () => Value): Value {
  const kept = running.getStore()?.kept;
  if (!kept) return make();
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as Value;
}

/** The id that a proxy gave (x-request-id, or the trace of a traceparent) where it is well-formed, else a new one. */
export function requestId(given: string | null | undefined, traceparent: string | null | undefined): string {
  if (given && /^[\w-]{8,64}$/.test(given)) return given;
  const trace = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/.exec(traceparent ?? '')?.[1];
  return trace && !/^0+$/.test(trace) ? trace : randomUUID();
}
