/**
 * Without the graph's signal: the clients listen to it and never stop, and Node keeps such a signal and all that hangs
 * on it for good. `fetchUntil` ends requests by the signal of the turn.
 */
export function withoutSignal<Options extends object>(options: Options): Options {
  const { signal: _, ...rest } = options as Options & { signal?: AbortSignal };
  return rest as Options;
}
