import { openWire, type Asked, type Reply } from './wire.ts';
import type { ServedProcess } from './served-process.ts';

export interface LoadAsked {
  readonly requests: readonly Asked[];
  /** Ends after so long, or sooner where the list has ended and is not begun anew. */
  readonly seconds: number;
  readonly again: boolean;
  readonly connections?: number;
  /** The answers that are meant; any other one ends the benchmark. */
  readonly expected: (reply: Reply) => boolean;
}

/** What a load was like: milliseconds, and CPU milliseconds of server and database for each answer. */
export interface LoadFigures {
  readonly answers: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
}

const CONNECTIONS = 10;

/** Asks by so many connections at once that each wait for their answer (a closed loop). */
export async function closedLoop(served: ServedProcess, asked: LoadAsked): Promise<LoadFigures> {
  const wires = Array.from({ length: asked.connections ?? CONNECTIONS }, () => openWire(served.port));
  const times: number[] = [];
  const before = await served.cpuMs();
  const began = performance.now();
  const until = began + asked.seconds * 1000;
  let next = 0;
  let turnedAway = 0;
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < until) {
        const at = next++;
        const request = asked.requests[asked.again ? at % asked.requests.length : at];
        if (!request) return;
        const from = performance.now();
        const reply = await wire.ask(request);
        if (reply.status === 503) {
          turnedAway += 1; // told at once, as the shop does to whom it cannot serve in time: no answer
          continue;
        }
        if (!asked.expected(reply))
          throw new Error(
            `${request.method} ${request.path} answered ${reply.head}\n${reply.body.slice(0, 600)}`,
          );
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpuMs = ((await served.cpuMs()) - before) / Math.max(1, times.length);
  for (const wire of wires) wire.close();
  if (turnedAway)
    console.error(`  ${turnedAway} requests were turned away: the machine is busy, and the figures say less`);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { answers: times.length, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), cpuMs };
}
