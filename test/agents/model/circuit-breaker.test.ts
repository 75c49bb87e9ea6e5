import { expect, it } from 'vitest';
import { FAILURES_TO_OPEN, newCircuit, REST_MS } from '#agents/shopping/model/circuit-breaker.ts';

const failing = (times: number) => {
  const heard: string[] = [];
  const circuit = newCircuit((state) => heard.push(state));
  for (let at = 0; at < times; at += 1) circuit.failed(0);
  return { circuit, heard };
};

it('lets calls through until enough of them failed in a row', () => {
  const { circuit } = failing(FAILURES_TO_OPEN - 1);
  expect(circuit.mayTry(0)).toBe(true);
  circuit.succeeded();
  circuit.failed(0);
  expect(circuit.state(0)).toBe('closed');
});

it('opens, lets one call through after a rest, and closes when that call succeeds', () => {
  const { circuit, heard } = failing(FAILURES_TO_OPEN);
  expect(circuit.mayTry(REST_MS - 1)).toBe(false);
  expect([circuit.mayTry(REST_MS), circuit.mayTry(REST_MS)]).toEqual([true, false]);
  circuit.succeeded();
  expect(circuit.mayTry(REST_MS)).toBe(true);
  expect(heard).toEqual(['open', 'half-open', 'closed']);
});

it('rests again when the call that was let through fails', () => {
  const { circuit } = failing(FAILURES_TO_OPEN);
  expect(circuit.mayTry(REST_MS)).toBe(true);
  circuit.failed(REST_MS);
  expect([circuit.state(2 * REST_MS - 1), circuit.state(2 * REST_MS)]).toEqual(['open', 'half-open']);
});

it('opens at once for as long as the provider asks', () => {
  const { circuit } = failing(0);
  circuit.failed(0, 60_000);
  expect([circuit.state(59_999), circuit.state(60_000)]).toEqual(['open', 'half-open']);
});

it('lets another call through where the one it let through was given up by the shopper', () => {
  const { circuit } = failing(FAILURES_TO_OPEN);
  expect(circuit.mayTry(REST_MS)).toBe(true);
  circuit.abandoned();
  expect(circuit.mayTry(REST_MS)).toBe(true);
});
