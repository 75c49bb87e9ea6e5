import { describe, expect, it } from 'vitest';
import { answerPromise, promiseText } from '#src/handoff/answer-promise.ts';
import type { HandoffWords } from '#src/editorial/handoff-schema.ts';

const hours: Pick<HandoffWords, 'hours' | 'closed' | 'withinMinutes'> = {
  hours: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' },
    { days: ['sat'], from: '09:00', to: '13:00' },
  ],
  closed: ['2026-12-25'],
  withinMinutes: 120,
};
const store = { timeZone: 'America/Denver', locale: 'en-US' };
const promised = (now: string) => {
  const { isStaffed, answerBy } = answerPromise(hours, store.timeZone, new Date(now));
  return [isStaffed, answerBy.toISOString()];
};

describe('the promise of an answer', () => {
  it('counts from now while people answer', () => {
    expect(promised('2026-11-27T17:00:00Z')).toEqual([true, '2026-11-27T19:00:00.000Z']);
  });

  it('carries over what is left at closing time', () => {
    expect(promised('2026-11-28T00:30:00Z')).toEqual([true, '2026-11-28T17:30:00.000Z']);
  });

  it('begins at the next opening when nobody is there', () => {
    expect(promised('2026-11-28T21:00:00Z')).toEqual([false, '2026-11-30T17:00:00.000Z']);
  });

  it('passes over days on which the shop is closed', () => {
    expect(promised('2026-12-25T16:00:00Z')).toEqual([false, '2026-12-26T18:00:00.000Z']);
  });

  it('follows the clock when it changes in the night', () => {
    expect(promised('2026-10-31T23:00:00Z')).toEqual([false, '2026-11-02T17:00:00.000Z']);
  });

  it('reads as a day and a time of the shop’s zone', () => {
    const now = new Date('2026-11-28T21:00:00Z');
    const promise = answerPromise(hours, store.timeZone, now);
    expect(promiseText(promise, store, now)).toBe('by Monday, November 30, 10:00 AM MST');
  });
});
