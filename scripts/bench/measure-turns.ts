import { converse, timesOf, type TurnTimes } from './converse.ts';
import type { Figure } from './figures.ts';
import type { Round } from './measure-pages.ts';
import type { Place } from './place.ts';

const SAID = [
  'a waterproof tent under $200',
  'only the lighter ones',
  'compare the first two',
  'can I return what I have used?',
  'a steel kettle for camping',
];
const WARM = 3;
const AT_ONCE = 50;

/** Turns one after the other, whose cost is told, and then fifty conversations at once, whose waits are told. */
export async function measureTurns({ shop }: Place, round: Round): Promise<readonly Figure[]> {
  for (let at = 0; at < WARM; at++) answered(await converse(shop.url, SAID));
  const conversations = Math.max(4, Math.ceil(round.seconds * 3));
  const before = await shop.cpuMs();
  const alone: TurnTimes[] = [];
  for (let at = 0; at < conversations; at++) alone.push(...answered(await converse(shop.url, SAID)));
  const cpuMs = ((await shop.cpuMs()) - before) / alone.length;
  const name = `turn${round.large ? ', large' : ''}`;
  const figures: Figure[] = [
    { what: name, unit: 'CPU ms', value: cpuMs, floor: null },
    { what: name, unit: 'p95 ms', value: timesOf(alone, 'turn').p95, floor: null },
  ];
  if (round.large) return figures;
  const all = await Promise.all(Array.from({ length: AT_ONCE }, () => converse(shop.url, SAID)));
  const together = answered(all.flat());
  const wait = (what: string, key: 'firstEvent' | 'firstShown' | 'turn'): Figure => ({
    what: `${what} at ${AT_ONCE} conversations`,
    unit: 'p95 ms',
    value: timesOf(together, key).p95,
    floor: null,
  });
  return [
    ...figures,
    wait('first event', 'firstEvent'),
    wait('first card', 'firstShown'),
    wait('whole turn', 'turn'),
  ];
}

function answered(turns: readonly TurnTimes[]): readonly TurnTimes[] {
  const bad = turns.filter(({ ok }) => !ok).length;
  if (bad) throw new Error(`${bad} of ${turns.length} turns were not answered`);
  return turns;
}
