import { noteBusy } from './quiet.ts';
import { WORK_CLASSES, type WorkClass } from './work-class.ts';

/** What the gate asks of the limit. */
export interface AtOnce {
  atOnce(): number;
  held(): void;
}

export interface Work {
  readonly workClass: WorkClass;
  /** Called when its turn has come; `done` of the ticket is to be called when it has ended. */
  run(): void;
  /** Called instead where it cannot be served in time. */
  turnAway(): void;
}

export interface Ticket {
  /** The work has ended, or whoever wanted it has left. May be called twice. */
  done(): void;
}

interface Rules {
  /** Share of what may be under way at once that may be taken when this begins. */
  readonly share: number;
  readonly mostWaiting: number;
  readonly waitMs: number;
}

// A page that has not begun half a second after it was asked for hinders those that can still be in time.
// Payments have places of their own above the limit, so that they never wait for others to end.
const rules: Readonly<Record<WorkClass, Rules>> = {
  checkout: { share: 1.25, mostWaiting: 500, waitMs: 8_000 },
  cart: { share: 1, mostWaiting: 64, waitMs: 800 },
  search: { share: 0.85, mostWaiting: 64, waitMs: 500 },
  conversation: { share: 0.25, mostWaiting: 64, waitMs: 1_000 },
  browsing: { share: 0.75, mostWaiting: 64, waitMs: 500 },
  machines: { share: 0.2, mostWaiting: 16, waitMs: 200 },
};
const MOST_CONVERSATIONS = 64; // at once, while nothing else has to wait
const CROWDED_MS = 2_000; // since somebody else had to wait
const SWEEP_MS = 50;
const PATIENT: ReadonlySet<WorkClass> = new Set(['conversation', 'machines']); // that these wait says nothing of a crowd

interface Waiting extends Work {
  readonly until: number;
  state: 'waiting' | 'running' | 'ended';
}

/**
 * Lets work begin in the order of its urgency, as much at once as the limit allows. Conversations are counted apart, since
 * they last and mostly wait for a model. Of a kind the newest is next, because the oldest is nearest to leaving; only
 * payments wait in line. `now` is in milliseconds.
 */
export function openGate(limit: AtOnce, now: () => number = () => performance.now()) {
  const lines = new Map<WorkClass, Waiting[]>(WORK_CLASSES.map((one) => [one, []]));
  let running = 0;
  let talking = 0;
  let crowdedUntil = -Infinity;
  const lineOf = (one: WorkClass): Waiting[] => lines.get(one) ?? [];

  const mayBegin = (one: WorkClass): boolean => {
    const atOnce = limit.atOnce();
    if (one !== 'conversation') return running < Math.max(1, atOnce * rules[one].share);
    return talking < (now() < crowdedUntil ? Math.max(1, atOnce * rules[one].share) : MOST_CONVERSATIONS);
  };
  const begin = (work: Waiting): void => {
    work.state = 'running';
    if (work.workClass === 'conversation') talking += 1;
    else running += 1;
    work.run();
  };
  const turnAway = (work: Waiting): void => {
    work.state = 'ended';
    work.turnAway();
  };
  /** Begins whatever may begin, the most urgent first. */
  const next = (): void => {
    for (const one of WORK_CLASSES) {
      const line = lineOf(one);
      while (line.length && mayBegin(one)) {
        const work = one === 'checkout' ? line.shift() : line.pop();
        if (work?.state === 'waiting') begin(work);
      }
    }
  };
  const sweep = setInterval(() => {
    const at = now();
    for (const line of lines.values())
      while (line[0] && (line[0].until <= at || line[0].state !== 'waiting')) {
        const work = line.shift();
        if (work?.state === 'waiting') turnAway(work);
      }
    next();
  }, SWEEP_MS).unref();

  return {
    enter(asked: Work): Ticket {
      const { mostWaiting, waitMs } = rules[asked.workClass];
      const work: Waiting = Object.assign(asked, { until: now() + waitMs, state: 'waiting' as const });
      const line = lineOf(work.workClass);
      line.push(work);
      next();
      if (work.state === 'waiting') {
        limit.held();
        if (!PATIENT.has(work.workClass)) {
          crowdedUntil = now() + CROWDED_MS;
          noteBusy();
        }
        if (line.length > mostWaiting) {
          const left = work.workClass === 'checkout' ? line.pop() : line.shift();
          if (left?.state === 'waiting') turnAway(left);
        }
      }
      return {
        done: () => {
          const { state } = work;
          work.state = 'ended';
          if (state !== 'running') return;
          if (work.workClass === 'conversation') talking -= 1;
          else running -= 1;
          next();
        },
      };
    },
    /** Requests that wait, by class. */
    waiting: () => new Map([...lines].map(([one, line]) => [one, line.length])),
    underWay: () => running + talking,
    stop: () => clearInterval(sweep),
  };
}
export type Gate = ReturnType<typeof openGate>;
