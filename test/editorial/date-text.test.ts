import { describe, expect, it } from 'vitest';
import { lastChanged } from '#src/editorial/last-changed.ts';
import type { Content } from '#src/editorial/content.ts';
import { dateText, dateTimeText, dayText, monthText, statedDay, timeText } from '#src/editorial/date-text.ts';
import { isTimeZone, shopDay, wallClock } from '#src/editorial/time-zone.ts';
import type { Product } from '#src/catalog/product.ts';

const denver = { locale: 'en-US', timeZone: 'America/Denver' };
const auckland = { locale: 'en-NZ', timeZone: 'Pacific/Auckland' };
/** 23:30 of the 27th in Denver, 06:30 of the 28th in UTC, 19:30 of the 28th in Auckland. */
const lateInDenver = new Date('2026-11-28T06:30:00Z');
/** 00:30 of the 28th in Auckland, 11:30 of the 27th in UTC, 04:30 of the 27th in Denver. */
const earlyInAuckland = new Date('2026-11-27T11:30:00Z');

describe('a date of the shop', () => {
  it('is the day on its own wall, before and after midnight', () => {
    expect(dateText(denver, lateInDenver)).toBe('Nov 27, 2026');
    expect(dateText(auckland, lateInDenver)).toBe('28 Nov 2026');
    expect(dateText(denver, earlyInAuckland)).toBe('Nov 27, 2026');
    expect(dateText(auckland, earlyInAuckland)).toBe('28 Nov 2026');
    expect(shopDay(denver, lateInDenver)).toBe('2026-11-27');
    expect(shopDay(auckland, earlyInAuckland)).toBe('2026-11-28');
  });

  it('names the zone wherever it has a time', () => {
    expect(dateTimeText(denver, lateInDenver).replaceAll('\u202f', ' ')).toBe('Nov 27, 2026, 11:30 PM MST');
    expect(timeText(denver, new Date('2026-07-01T06:30:00Z')).replaceAll('\u202f', ' ')).toBe('12:30 AM MDT');
    expect(dateTimeText(auckland, earlyInAuckland)).toMatch(/^28 Nov 2026, 12:30.am NZDT$/);
  });

  it('of the calendar is the same in every zone', () => {
    expect(dayText('en-US', '2026-11-28', 'long')).toBe('November 28, 2026');
    expect(monthText('en-US', 1)).toBe('January');
  });

  it('of an export without a time stays that day', () => {
    const midnight = new Date('2026-11-28T00:00:00Z');
    expect([statedDay(denver, midnight), statedDay(auckland, midnight)]).toEqual([
      '2026-11-28',
      '2026-11-28',
    ]);
    expect(statedDay(denver, lateInDenver)).toBe('2026-11-27');
  });

  it('of what changed last is told on the same clock', () => {
    const product = { slug: 'shoe', updatedAt: lateInDenver } as Product;
    const content = (store: typeof denver) =>
      ({ store, productWords: () => undefined }) as unknown as Content;
    expect(lastChanged(content(denver), [product])).toBe('2026-11-27');
    expect(lastChanged(content(auckland), [product])).toBe('2026-11-28');
  });
});

describe('a wall clock', () => {
  it('tells midnight as hour 0', () => {
    expect(wallClock(new Date('2026-11-28T07:00:00Z'), 'America/Denver')).toEqual({
      day: '2026-11-28',
      hour: 0,
      minute: 0,
    });
  });

  it('knows which names are zones', () => {
    expect(['America/Denver', 'UTC', 'Mars/Base'].map(isTimeZone)).toEqual([true, true, false]);
  });
});
