import { describe, expect, it } from 'vitest';
import { withDeadline } from '#agents/shopping/model/deadline.ts';

describe('a time limit', () => {
  it('aborts with its parent, for the same reason', () => {
    const parent = new AbortController();
    const { signal } = withDeadline(parent.signal, 60_000);
    parent.abort('stop');
    expect(signal.reason).toBe('stop');
  });

  it('is over at once where the parent is', () => {
    expect(withDeadline(AbortSignal.abort('gone'), 60_000).signal.aborted).toBe(true);
  });

  it('aborts by itself when the time is up', async () => {
    const { signal } = withDeadline(new AbortController().signal, 1);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('gets time anew, which is not what is left', async () => {
    const limit = withDeadline(new AbortController().signal, 60_000);
    limit.renew(1);
    await new Promise((resolve) => limit.signal.addEventListener('abort', resolve));
    expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('stays over once it is', () => {
    const limit = withDeadline(AbortSignal.abort('gone'), 60_000);
    limit.renew(60_000);
    expect(limit.signal.reason).toBe('gone');
  });

  it('lets go of its parent when it is ended', () => {
    const parent = new AbortController();
    const limit = withDeadline(parent.signal, 60_000);
    limit.end();
    parent.abort('later');
    expect(limit.signal.reason).toMatchObject({ name: 'AbortError' });
  });
});
