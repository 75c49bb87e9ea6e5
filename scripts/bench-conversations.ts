import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

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

interface Timed {
  readonly firstEvent: number;
  readonly firstShown: number;
  readonly turn: number;
  readonly ok: boolean;
}

async function converse(): Promise<readonly Timed[]> {
  let cookie = '';
  let conversationId: string | undefined;
  const timed: Timed[] = [];
  for (const text of SAID) {
    const from = performance.now();
    const response = await fetch(new URL('/api/chat', values.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: new URL(values.url).origin,
        ...(cookie ? { cookie } : {}),
      },
      body: JSON.stringify({ conversationId, message: { text } }),
    });
    cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    let said = '';
    let [firstEvent, firstShown] = [0, 0];
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      said += piece;
      firstEvent ||= performance.now() - from;
      if (/"type":"(?:text-delta|data-(?:products|near|compare|cart|sources))"/.test(said))
        firstShown ||= performance.now() - from;
    }
    conversationId ??= /"type":"data-conversation","data":\{"id":"([^"]+)"/.exec(said)?.[1];
    timed.push({
      firstEvent,
      firstShown,
      turn: performance.now() - from,
      ok: response.ok && said.includes('"type":"finish"'),
    });
  }
  return timed;
}

function figuresOf(all: readonly Timed[]) {
  const at = (key: 'firstEvent' | 'firstShown' | 'turn', share: number) => {
    const sorted = all.map((one) => one[key]).toSorted((a, b) => a - b);
    return Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  };
  const both = (key: 'firstEvent' | 'firstShown' | 'turn') => ({ p50: at(key, 0.5), p95: at(key, 0.95) });
  return {
    turns: all.length,
    failed: all.filter(({ ok }) => !ok).length,
    firstEventMs: both('firstEvent'),
    firstCardOrWordMs: both('firstShown'),
    turnMs: both('turn'),
  };
}

const AT_ONCE = Number(values.conversations);
for (let warm = 0; warm < 3; warm += 1) await converse();
const alone: Timed[] = [];
for (let at = 0; at < 10; at += 1) alone.push(...(await converse()));
const together = (await Promise.all(Array.from({ length: AT_ONCE }, converse))).flat();
const figures = { one: figuresOf(alone), simultaneous: AT_ONCE, together: figuresOf(together) };
console.log(JSON.stringify(figures, null, 2));
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(figures.one.failed + figures.together.failed > 0 ? 1 : 0);
