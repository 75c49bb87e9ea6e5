import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const waits: Messages['waits'] = {
  seconds: (count: number) => plural(count, { one: `${count} Sekunde`, other: `${count} Sekunden` }),
  minutes: (count: number) => plural(count, { one: `${count} Minute`, other: `${count} Minuten` }),
  hours: (count: number) => plural(count, { one: `${count} Stunde`, other: `${count} Stunden` }),
  tooOften: (wait: string) =>
    `Das wurde von hier aus sehr oft versucht. Bitte versuchen Sie es in ${wait} noch einmal.`,
  askedTooOften: (wait: string) =>
    `Das wurde zu oft angefordert. Bitte versuchen Sie es in ${wait} noch einmal.`,
  aMoment: 'Einen Moment bitte',
  manySearches: (seconds: number) =>
    `Von hier kamen viele Suchen auf einmal. <a href="">Laden Sie die Seite</a> in ${seconds} Sekunden <a href="">neu</a>.`,
  backToTalk: (wait: string) => `${wait} <a href="/ask">Zurück zum Gespräch</a>.`,
  cartKept: (wait: string) =>
    `${wait} Ihr Warenkorb bleibt erhalten: <a href="/checkout">zurück zur Kasse</a>.`,
};
