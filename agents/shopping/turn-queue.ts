/** How many turns of the house model are worked on at once in a process. */
const AT_ONCE = 3;
/** A turn that has waited this long is begun beside the others: it must still end in time. */
const LONGEST_WAIT_MS = 4_000;

// On globalThis because a development server and a build hold several copies of this module in one process.
const slot = globalThis as { [queueKey]?: { running: number; waiting: Set<() => void> } };
const queueKey = Symbol.for('shelftalk.turns');

/**
 * Waits until few turns are being worked on, first come first served, and answers what ends the place. Turns cost
 * processor time and one database; sharing both among many makes all of them as late as the last.
 */
export async function takePlace(signal: AbortSignal): Promise<() => void> {
  const queue = (slot[queueKey] ??= { running: 0, waiting: new Set() });
  if (queue.running >= AT_ONCE && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const go = () => {
        queue.waiting.delete(go);
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, LONGEST_WAIT_MS);
      signal.addEventListener('abort', go, { once: true });
      queue.waiting.add(go);
    });
  }
  queue.running += 1;
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    queue.running -= 1;
    if (queue.running < AT_ONCE) queue.waiting.values().next().value?.();
  };
}
