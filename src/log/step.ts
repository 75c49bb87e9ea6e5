/** How far a step is; the second figure may be unknown. */
export type Report = (done: number, of: number | null, what?: string) => void;

/** Runs a step and shows it to whoever waits for it. */
export type ShowStep = <Result>(title: string, run: (report: Report) => Promise<Result>) => Promise<Result>;
