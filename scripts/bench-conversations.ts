import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { converse, timesOf, type TurnTimes } from './bench/converse.ts';

/*
 * npm run bench:conversations -- --url http://127.0.0.1:4321 [--json FILE]   Conversations over HTTP with a shop that is
 * already running, one at a time and fifty at once: when the first event and the first card or word arrive, and when a
 * turn has ended.
 */

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4321' },
    json: { type: 'string' },
    conversations: { type: 'string', default: '50' },
  },
});
const SAID = [
  'waterproof trail shoes under $150',
  'only the lighter ones',
  'compare the first two',
  'can I return worn shoes?',
  'a gel without caffeine',
];

const figuresOf = (all: readonly TurnTimes[]) => ({
  turns: all.length,
  failed: all.filter(({ ok }) => !ok).length,
  firstEventMs: timesOf(all, 'firstEvent'),
  firstCardOrWordMs: timesOf(all, 'firstShown'),
  turnMs: timesOf(all, 'turn'),
});

const AT_ONCE = Number(values.conversations);
for (let warm = 0; warm < 3; warm += 1) await converse(values.url, SAID);
const alone: TurnTimes[] = [];
for (let at = 0; at < 10; at += 1) alone.push(...(await converse(values.url, SAID)));
const together = (
  await Promise.all(Array.from({ length: AT_ONCE }, () => converse(values.url, SAID)))
).flat();
const figures = { one: figuresOf(alone), simultaneous: AT_ONCE, together: figuresOf(together) };
console.log(JSON.stringify(figures, null, 2));
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(figures.one.failed + figures.together.failed > 0 ? 1 : 0);
