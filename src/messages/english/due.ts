import { plural } from './plural.ts';
const days = (count: number): string => plural(count, { one: `${count} day`, other: `${count} days` });

export const due = {
  asked: (every: number, next: string) => `You asked to hear about it every ${days(every)}: ${next}.`,
  steady: (times: number, every: number, next: string) =>
    `You have bought it ${times} times, every ${days(every)}: ${next}.`,
  stated: (of: { quantity: number; lasts: number; taken: number | null; next: string }) => {
    const pieces = of.quantity === 1 ? 'You bought one, and it' : `You bought ${of.quantity}, and one`;
    const how = of.taken === null ? '' : ` (our customers take about ${days(of.taken)} for one)`;
    return `${pieces} is said to last about ${days(of.lasts)}${how}: ${of.next}.`;
  },
  between: (from: string, to: string) => ` between ${from} and ${to}`,
  within: (count: number) => ` within ${days(count)}`,
  sure: {
    likely: (when: string) => `Probably runs out${when}`,
    maybe: (when: string) => `May run out${when}`,
    unlikely: () => 'Not yet',
  } as Readonly<Record<'likely' | 'maybe' | 'unlikely', (when: string) => string>>,
  bought: (times: number, ago: number) => `You bought it on ${days(times)}, the last time ${days(ago)} ago`,
  usually: (every: number) => `, usually every ${days(every)} or so`,
  unsteady: ', at no steady interval',
  next: {
    later: (day: string) => `the next time would be ${day}`,
    today: 'that is today',
    over: (day: string, count: number) => `that was ${day}, ${days(count)} over`,
  },
};
