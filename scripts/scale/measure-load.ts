/** Times of one kind of question. */
export interface Load {
  readonly name: string;
  readonly clients: number;
  readonly queries: number;
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
  /** CPU milliseconds a query, of every process that took part; null where it cannot be known. */
  readonly cpuMs: number | null;
}

/** Asks every question once, by so many clients at a time that each wait for their answer. */
export async function measureLoad<Asked>(
  name: string,
  clients: number,
  questions: readonly Asked[],
  ask: (question: Asked) => unknown,
  cpu: () => Promise<number | null>,
): Promise<Load> {
  const times: number[] = [];
  const before = await cpu();
  const started = performance.now();
  let next = 0;
  const client = async () => {
    for (;;) {
      const at = next++;
      const question = questions[at];
      if (question === undefined) return;
      const from = performance.now();
      await ask(question);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const after = await cpu();
  times.sort((a, b) => a - b);
  return {
    name,
    clients,
    queries: questions.length,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
    perSecond: questions.length / seconds,
    cpuMs: before === null || after === null ? null : (after - before) / Math.max(1, questions.length),
  };
}
