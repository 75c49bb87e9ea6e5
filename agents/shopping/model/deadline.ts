/** A signal with a time limit of its own, to be ended when nobody waits for it any longer. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Gives it that much time from now, in place of what is left; nothing where it has ended. */
  renew(ms: number): void;
  /** Aborts the signal: whatever still listens lets go. */
  end(): void;
}

/**
 * A signal that aborts with its parent or after `ms`. `AbortSignal.any` and `AbortSignal.timeout` would do the same,
 * but Node keeps them, with all that listens to them, until their time is up.
 */
export function withDeadline(parent: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  const stop = () => controller.abort(parent.reason);
  const late = () => controller.abort(new DOMException('The time is up.', 'TimeoutError'));
  let timer = setTimeout(late, ms);
  controller.signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
    { once: true },
  );
  if (parent.aborted) stop();
  else parent.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    renew(more) {
      if (controller.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(late, more);
    },
    end: () => controller.abort(new DOMException('Over.', 'AbortError')),
  };
}
