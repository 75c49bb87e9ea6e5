import { newShopper } from './shopper.ts';
import { openWire } from './wire.ts';

/** Milliseconds of one turn, from the question on. */
export interface TurnTimes {
  readonly firstEvent: number;
  /** The first card or word of the answer. */
  readonly firstShown: number;
  readonly turn: number;
  readonly ok: boolean;
}

const SHOWN = /"type":"(?:text-delta|data-(?:products|near|compare|cart|sources))"/;

/** A conversation of a new visitor, turn by turn. */
export async function converse(url: string, said: readonly string[]): Promise<readonly TurnTimes[]> {
  const { port, origin } = new URL(url);
  const wire = openWire(Number(port));
  const one = newShopper(origin, { identity: true });
  let conversationId: string | undefined;
  const turns: TurnTimes[] = [];
  for (const text of said) {
    const from = performance.now();
    let [heard, firstEvent, firstShown] = ['', 0, 0];
    const reply = one.heard(
      await wire.ask(one.postJson('/api/chat', { conversationId, message: { text } }), (piece) => {
        firstEvent ||= performance.now() - from;
        if (firstShown) return;
        heard += String(piece);
        if (SHOWN.test(heard)) firstShown = performance.now() - from;
      }),
    );
    conversationId ??= /"type":"data-conversation","data":\{"id":"([^"]+)"/.exec(reply.body)?.[1];
    const ok = reply.status === 200 && reply.body.includes('"type":"finish"');
    turns.push({ firstEvent, firstShown, turn: performance.now() - from, ok });
  }
  wire.close();
  return turns;
}

/** The middle and the 95th percentile of one figure of many turns, in milliseconds. */
export function timesOf(turns: readonly TurnTimes[], key: 'firstEvent' | 'firstShown' | 'turn') {
  const sorted = turns.map((one) => one[key]).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}
