import type { CaseResult } from './eval-run.ts';

/** What a set of conversations showed, as shares and counts. */
export interface Figures {
  readonly conversations: number;
  readonly passed: number;
  readonly success: number;
  readonly turns: number;
  readonly constraintViolations: number;
  readonly ungroundedNumbers: number;
  readonly repeatedQuestions: number;
  readonly overLength: number;
  /** Of the turns where a person was due, the share that got one; of those handed off, the share that was due. */
  readonly handOff: {
    readonly recall: number | null;
    readonly precision: number | null;
    readonly due: number;
  };
  readonly p95Milliseconds: number;
}

/** The figures of these results. */
export function figuresOf(results: readonly CaseResult[]): Figures {
  const turns = results.flatMap((result) => result.turns);
  const count = (kind: string) =>
    turns.reduce((sum, turn) => sum + turn.failures.filter((failure) => failure.kind === kind).length, 0);
  const due = turns.filter(({ handOff }) => handOff.expected);
  const done = turns.filter(({ handOff }) => handOff.done);
  const right = due.filter(({ handOff }) => handOff.done).length;
  const share = (part: number, whole: number) => (whole ? Number((part / whole).toFixed(4)) : null);
  const times = turns.map((turn) => turn.milliseconds).sort((a, b) => a - b);
  const passed = results.filter((result) => result.passed).length;
  return {
    conversations: results.length,
    passed,
    success: share(passed, results.length) ?? 0,
    turns: turns.length,
    constraintViolations: count('limit'),
    ungroundedNumbers: count('number'),
    repeatedQuestions: count('repeated-question'),
    overLength: count('words'),
    handOff: { recall: share(right, due.length), precision: share(right, done.length), due: due.length },
    p95Milliseconds: times[Math.floor(times.length * 0.95)] ?? 0,
  };
}
