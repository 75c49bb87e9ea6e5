import type { ServedProcess } from './served-process.ts';
import type { Shelves } from './shelves.ts';
import { kinds, visit, type Kind, type Visited } from './visits.ts';
import { openWire, type Wire } from './wire.ts';

/** One visit of the schedule, as it went. */
export interface Went {
  readonly kind: Kind;
  /** Seconds from the beginning of the schedule. */
  readonly at: number;
  /** Milliseconds from the time it was due, not from when it was sent; waits that were asked for are not counted. */
  readonly ms: number;
  readonly lagMs: number;
  readonly ended: 'good' | 'late' | 'shed' | 'wrong' | 'timeout' | 'broken';
  readonly begun: boolean;
}

const LEAVES_AFTER_MS = 10_000; // without an answer
const MOST_CONNECTIONS = 8_000;
const TICK_MS = 2;

/**
 * Visitors who come when they come, however long the others wait (an open loop): arrivals are a Poisson process of that
 * rate a second. Ends when the last has got an answer or has left.
 */
export async function openLoop(
  served: ServedProcess,
  shelves: Shelves,
  {
    rate,
    seconds,
    chance,
  }: { readonly rate: number; readonly seconds: number; readonly chance: () => number },
): Promise<readonly Went[]> {
  const idle: Wire[] = [];
  let open = 0;
  const ask = async (asked: Parameters<Wire['ask']>[0]) => {
    let wire = idle.pop();
    while (wire && !wire.open()) {
      open -= 1;
      wire = idle.pop();
    }
    if (!wire) {
      if (open >= MOST_CONNECTIONS) throw new Error('No connection is left');
      open += 1;
      wire = openWire(served.port);
    }
    const used = wire;
    let late = false;
    const leaves = setTimeout(() => {
      late = true;
      used.close();
    }, LEAVES_AFTER_MS);
    try {
      const reply = await used.ask(asked);
      idle.push(used);
      return reply;
    } catch (error) {
      open -= 1;
      throw late ? new TimedOut() : error;
    } finally {
      clearTimeout(leaves);
    }
  };
  const all: Promise<Went>[] = [];
  const began = performance.now();
  let due = 0;
  while (due < seconds * 1000) {
    const now = performance.now() - began;
    while (due <= now && due < seconds * 1000) {
      all.push(one(due, now - due));
      due += (-Math.log(1 - chance()) / rate) * 1000;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const went = await Promise.all(all);
  for (const wire of idle) wire.close();
  return went;

  async function one(dueMs: number, lagMs: number): Promise<Went> {
    const { kind, withinMs } = kindAt(chance());
    const done = (ended: Went['ended'], { begun, waitedMs }: Omit<Visited, 'ended'>): Went => {
      const ms = performance.now() - began - dueMs - waitedMs;
      return {
        kind,
        at: dueMs / 1000,
        ms,
        lagMs,
        begun,
        ended: ended === 'good' && ms > withinMs ? 'late' : ended,
      };
    };
    let begun = false;
    try {
      const visited = await visit(kind, served.url, shelves, chance, async (asked) => {
        const reply = await ask(asked);
        begun ||= asked.path === '/checkout' && reply.status === 200;
        return reply;
      });
      return done(visited.ended, visited);
    } catch (error) {
      return done(error instanceof TimedOut ? 'timeout' : 'broken', { begun, waitedMs: 0 });
    }
  }
}

class TimedOut extends Error {}

function kindAt(place: number): (typeof kinds)[number] {
  let sum = 0;
  return kinds.find(({ share }) => (sum += share) > place) ?? (kinds[0] as (typeof kinds)[number]);
}
