import { line, type PromotionCase } from '../promotion-case.ts';

const cart = [line('a', 1000)];
const friday = { o: { starts: '2026-11-27', ends: '2026-11-27', reward: { percent: 10 } } } as const;

export const dates: readonly PromotionCase[] = [
  { name: 'is valid on its only day', offers: friday, cart, off: { o: 100 } },
  {
    name: 'begins with the first second of its first day in the shop',
    offers: friday,
    cart,
    timeZone: 'America/Denver',
    at: '2026-11-27T07:00:00Z', // midnight in Denver
    off: { o: 100 },
  },
  {
    name: 'has not begun a second before, though it is that day elsewhere',
    offers: friday,
    cart,
    timeZone: 'America/Denver',
    at: '2026-11-27T06:59:59Z',
    off: {},
  },
  {
    name: 'lasts to the last second of its last day in the shop',
    offers: friday,
    cart,
    timeZone: 'America/Denver',
    at: '2026-11-28T06:59:59Z',
    off: { o: 100 },
  },
  {
    name: 'is over with the next day in the shop',
    offers: friday,
    cart,
    timeZone: 'America/Denver',
    at: '2026-11-28T07:00:00Z',
    off: {},
  },
  {
    name: 'goes by UTC where the shop names no time zone',
    offers: friday,
    cart,
    at: '2026-11-27T00:00:00Z',
    off: { o: 100 },
  },
  {
    name: 'begins earlier where the shop lies east of Greenwich',
    offers: friday,
    cart,
    timeZone: 'Pacific/Auckland',
    at: '2026-11-26T11:00:00Z', // midnight with summer time, UTC+13
    off: { o: 100 },
  },
  {
    name: 'is over earlier where the shop lies east of Greenwich',
    offers: friday,
    cart,
    timeZone: 'Pacific/Auckland',
    at: '2026-11-27T11:00:00Z',
    off: {},
  },
  {
    name: 'knows zones that are no whole hours away',
    offers: friday,
    cart,
    timeZone: 'Asia/Kolkata',
    at: '2026-11-26T18:30:00Z',
    off: { o: 100 },
  },
  {
    name: 'lasts an hour longer on the day the clocks go back',
    offers: { o: { ends: '2026-11-01', reward: { percent: 10 } } },
    cart,
    timeZone: 'America/Denver',
    at: '2026-11-02T06:30:00Z', // 23:30 standard time
    off: { o: 100 },
  },
  {
    name: 'ends an hour earlier by UTC on the day the clocks go forward',
    offers: { o: { ends: '2026-03-08', reward: { percent: 10 } } },
    cart,
    timeZone: 'America/Denver',
    at: '2026-03-09T06:00:00Z', // midnight summer time
    off: {},
  },
  {
    name: 'never ends where no last day is given',
    offers: { o: { starts: '2020-01-01', reward: { percent: 10 } } },
    cart,
    off: { o: 100 },
  },
  {
    name: 'has always been there where no first day is given',
    offers: { o: { ends: '2026-11-27', reward: { percent: 10 } } },
    cart,
    at: '2001-01-01T00:00:00Z',
    off: { o: 100 },
  },
  {
    name: 'is valid on a leap day',
    offers: { o: { starts: '2024-02-29', ends: '2024-02-29', reward: { percent: 10 } } },
    cart,
    at: '2024-02-29T23:59:59Z',
    off: { o: 100 },
  },
  {
    name: 'runs over the turn of the year',
    offers: { o: { starts: '2025-12-31', ends: '2026-01-01', reward: { percent: 10 } } },
    cart,
    at: '2026-01-01T10:00:00Z',
    off: { o: 100 },
  },
  {
    name: 'is silent before its first day',
    offers: { o: { starts: '2026-11-28', reward: { percent: 10 } } },
    cart,
    off: {},
  },
  {
    name: 'is silent while it is paused, whatever its days',
    offers: { o: { ...friday.o, paused: true } },
    cart,
    off: {},
  },
  {
    name: 'runs where paused is written as false',
    offers: { o: { paused: false, reward: { percent: 10 } } },
    cart,
    off: { o: 100 },
  },
];
