import { seeded } from '#src/numbers/seeded.ts';
import { openLoop, type Went } from './open-loop.ts';
import type { Place } from './place.ts';
import { kinds } from './visits.ts';

export interface SurgeAsked {
  readonly seconds: number;
  readonly report: (said: string) => void;
  /** The capacity, where it is known already, in visits a second. */
  readonly capacity: number | null;
}

/** One part of the curve: so many times the capacity for so long. */
interface SurgePhase {
  readonly times: number;
  readonly offered: number;
  /** Visits a second that ended well and in time. */
  readonly goodput: number;
  readonly ended: Readonly<Record<Went['ended'], number>>;
  /** Of each kind of visit, the share that ended well and in time. */
  readonly goodShares: Readonly<Record<string, number>>;
  readonly checkouts: { readonly asked: number; readonly begun: number; readonly finished: number };
  readonly goodP99Ms: number;
  readonly shedP99Ms: number;
  /** By how much the load came later than it was due; above 20 ms the load was not what it says. */
  readonly lagP99Ms: number;
  /** Largest resident megabytes of all processes of the shop. */
  readonly megabytes: number;
  /** Seconds after its end until all was as before it, at half the capacity; null where it was not within the look. */
  readonly recoverySeconds: number | null;
}

export interface Surge {
  readonly capacity: number;
  readonly phases: readonly SurgePhase[];
}

const TIMES = [1, 5, 10, 20] as const;
const GOOD = 0.99;
const FIRST_TRY = 40; // visits a second
const STEP = 1.25;
const AFTER = { part: 0.5, seconds: 12 };

/** Finds what the shop can do and then offers it many times that. */
export async function measureSurge(place: Place, asked: SurgeAsked): Promise<Surge> {
  const { shop, shelves } = place;
  const chance = seeded(11);
  const run = (rate: number, seconds: number) => openLoop(shop, shelves, { rate, seconds, chance });
  await run(FIRST_TRY / 2, asked.seconds / 2);
  const capacity = asked.capacity ?? (await findCapacity(run, asked));
  asked.report(`capacity ${capacity.toFixed(0)} visits a second`);
  const phases: SurgePhase[] = [];
  for (const times of TIMES) {
    shop.peakMemory();
    const went = await run(capacity * times, asked.seconds);
    const { all } = shop.peakMemory();
    const after = await run(capacity * AFTER.part, AFTER.seconds);
    phases.push(phaseOf(times, capacity * times, asked.seconds, went, all, recovery(after)));
    asked.report(`${times} times: ${phases.at(-1)?.goodput.toFixed(0)} good a second`);
  }
  return { capacity, phases };
}

/** The highest rate, within a quarter, at which 99 of 100 visits end well and in time. */
async function findCapacity(
  run: (rate: number, seconds: number) => Promise<readonly Went[]>,
  { seconds, report }: SurgeAsked,
): Promise<number> {
  const holds = async (rate: number) => {
    const share = shareOf(await run(rate, seconds));
    report(`${rate.toFixed(0)} a second: ${(share * 100).toFixed(1)} % good`);
    return share >= GOOD;
  };
  let rate = FIRST_TRY;
  if (await holds(rate)) {
    while (await holds(rate * STEP)) rate *= STEP;
    return rate;
  }
  do rate /= STEP;
  while (rate > 1 && !(await holds(rate)));
  return rate;
}

function phaseOf(
  times: number,
  offered: number,
  seconds: number,
  went: readonly Went[],
  megabytes: number,
  recoverySeconds: number | null,
): SurgePhase {
  const count = (ended: Went['ended']) => went.filter((one) => one.ended === ended).length;
  const checkouts = went.filter(({ kind }) => kind === 'checkout');
  const p99 = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.99)] ?? 0;
  const msOf = (ended: Went['ended']) => went.filter((one) => one.ended === ended).map(({ ms }) => ms);
  return {
    times,
    offered,
    goodput: count('good') / seconds,
    ended: {
      good: count('good'),
      late: count('late'),
      shed: count('shed'),
      wrong: count('wrong'),
      timeout: count('timeout'),
      broken: count('broken'),
    },
    goodShares: Object.fromEntries(
      kinds.map(({ kind }) => [kind, shareOf(went.filter((one) => one.kind === kind))]),
    ),
    checkouts: {
      asked: checkouts.length,
      begun: checkouts.filter(({ begun }) => begun).length,
      finished: checkouts.filter(({ begun, ended }) => begun && (ended === 'good' || ended === 'late'))
        .length,
    },
    goodP99Ms: p99(msOf('good')),
    shedP99Ms: p99(msOf('shed')),
    lagP99Ms: p99(went.map(({ lagMs }) => lagMs)),
    megabytes,
    recoverySeconds,
  };
}

const shareOf = (went: readonly Went[]): number =>
  went.filter(({ ended }) => ended === 'good').length / Math.max(1, went.length);

/** The first second from which on every second went well. */
function recovery(went: readonly Went[]): number | null {
  const seconds = Map.groupBy(went, ({ at }) => Math.floor(at));
  const bad = [...seconds].filter(([, all]) => shareOf(all) < 0.95).map(([second]) => second);
  const from = bad.length ? Math.max(...bad) + 1 : 0;
  return from >= AFTER.seconds ? null : from;
}

/** The curve as a table for people. */
export function printSurge({ capacity, phases }: Surge): void {
  console.log(`Capacity C: ${capacity.toFixed(0)} visits a second (99 % well and in time, Poisson arrivals)`);
  console.table(
    Object.fromEntries(
      phases.map((phase) => [
        `${phase.times} C`,
        {
          offered: Math.round(phase.offered),
          'good a second': Math.round(phase.goodput),
          'of C': Number((phase.goodput / capacity).toFixed(2)),
          shed: phase.ended.shed,
          late: phase.ended.late,
          'timed out': phase.ended.timeout,
          other: phase.ended.wrong + phase.ended.broken,
          begun: phase.checkouts.begun,
          finished: phase.checkouts.finished,
          'shed p99 ms': Math.round(phase.shedP99Ms),
          'lag p99 ms': Math.round(phase.lagP99Ms),
          MB: Math.round(phase.megabytes),
          'back after s': phase.recoverySeconds,
        },
      ]),
    ),
  );
  for (const { times, goodShares } of phases) {
    const shares = Object.entries(goodShares).map(([kind, share]) => `${kind} ${(share * 100).toFixed(0)} %`);
    console.log(`${times} C, well and in time: ${shares.join(', ')}`);
  }
}
