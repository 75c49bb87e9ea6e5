import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

const days = (count: number): string => plural(count, { one: `${count} Tag`, other: `${count} Tage` });

export const due: Messages['due'] = {
  asked: (every: number, next: string) => `Sie möchten alle ${days(every)} daran erinnert werden: ${next}.`,
  steady: (times: number, every: number, next: string) =>
    `Sie haben es ${times} Mal gekauft, alle ${days(every)}: ${next}.`,
  stated: (of) => {
    const pieces =
      of.quantity === 1 ? 'Sie haben eines gekauft, und es' : `Sie haben ${of.quantity} gekauft, und eines`;
    const how = of.taken === null ? '' : ` (unsere Kundschaft braucht etwa ${days(of.taken)} für eines)`;
    return `${pieces} soll etwa ${days(of.lasts)} reichen${how}: ${of.next}.`;
  },
  between: (from: string, to: string) => ` zwischen ${from} und ${to}`,
  within: (count: number) => ` in den nächsten ${days(count)}n`,
  sure: {
    likely: (when: string) => `Geht wahrscheinlich${when} zur Neige`,
    maybe: (when: string) => `Geht vielleicht${when} zur Neige`,
    unlikely: () => 'Noch nicht',
  },
  bought: (times: number, ago: number) =>
    `Gekauft an ${times} ${times === 1 ? 'Tag' : 'Tagen'}, zuletzt vor ${ago} ${ago === 1 ? 'Tag' : 'Tagen'}`,
  usually: (every: number) => `, meist etwa alle ${days(every)}`,
  unsteady: ', ohne festen Abstand',
  next: {
    later: (day: string) => `das nächste Mal wäre am ${day}`,
    today: 'das ist heute',
    over: (day: string, count: number) => `das war am ${day}, vor ${count} ${count === 1 ? 'Tag' : 'Tagen'}`,
  },
};
