/** Closed lets calls through, open lets none, half-open lets one through to see. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Keeps a provider that fails from costing every shopper the wait. Times are milliseconds of any steady clock. */
export interface Circuit {
  state(now: number): CircuitState;
  /** Whether a call may be made now; a half-open circuit says yes once until that call has ended. */
  mayTry(now: number): boolean;
  succeeded(): void;
  /** `restMs` is how long the provider asked to be left alone, where it did. */
  failed(now: number, restMs?: number): void;
  /** The call ended for a reason that says nothing about the provider: the shopper stopped. */
  abandoned(): void;
}

/** The failures in a row that open a circuit. */
export const FAILURES_TO_OPEN = 3;
/** How long it stays open where the provider asks for nothing else. */
export const REST_MS = 30_000;
const LONGEST_REST_MS = 300_000; // whatever a provider asks for

/** A closed circuit; `onChange` hears of every change of state. */
export function newCircuit(onChange: (state: CircuitState, restMs: number) => void = () => {}): Circuit {
  let failures = 0;
  let openUntil: number | null = null;
  let trying = false;
  const state = (now: number): CircuitState =>
    openUntil === null ? 'closed' : now < openUntil ? 'open' : 'half-open';
  const circuit: Circuit = {
    state,
    mayTry(now) {
      const is = state(now);
      if (is !== 'half-open') return is === 'closed';
      if (trying) return false;
      trying = true;
      onChange('half-open', 0);
      return true;
    },
    succeeded() {
      const wasOpen = openUntil !== null;
      failures = 0;
      openUntil = null;
      trying = false;
      if (wasOpen) onChange('closed', 0);
    },
    failed(now, restMs) {
      failures += 1;
      if (openUntil === null && restMs === undefined && failures < FAILURES_TO_OPEN) return;
      // Calls that began before the circuit opened end later; they do not make the rest longer.
      if (state(now) === 'open') return;
      const rest = Math.min(restMs ?? REST_MS, LONGEST_REST_MS);
      openUntil = now + rest;
      trying = false;
      onChange('open', rest);
    },
    abandoned() {
      trying = false;
    },
  };
  return circuit;
}
