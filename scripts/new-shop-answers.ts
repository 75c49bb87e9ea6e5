import { createInterface } from 'node:readline/promises';
import type { Answers } from '#src/editorial/drafts/answers.ts';
import type { StoreWords } from '#src/editorial/schemas.ts';
import { isTimeZone } from '#src/editorial/time-zone.ts';
import { hexOf, READABLE } from '#src/look/color.ts';
import { lookOf } from '#src/look/look.ts';
import { unreadable } from '#src/look/palette.ts';
import { THEMES } from '#src/look/themes.ts';
import { TYPE_PAIRS } from '#src/look/type-pairs.ts';
import { currencyOfCountry } from '#src/money/currency-of-country.ts';
import { isCurrency, parseMoney } from '#src/money/money.ts';

/** An option that says nothing a shop could be made of; the message is for the person who called. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

interface Known {
  /** What a folder says that was begun before. */
  readonly store: StoreWords | null;
  /** What the export's prices are in, where it says so. */
  readonly currency: string | null;
  readonly name: string;
}

interface Question {
  readonly option: string;
  readonly ask: string;
  /** What holds where nobody answers; without one it is left to decide later. */
  otherwise?(known: Known, given: ReadonlyMap<string, string>): string | undefined;
  /** Why an answer cannot be taken; null where it can. */
  refuse?(answer: string, given: ReadonlyMap<string, string>): string | null;
}

const must = (holds: boolean, what: string): string | null => (holds ? null : what);
const isAmount = (answer: string, given: ReadonlyMap<string, string>): string | null =>
  must(
    /^\d+(?:\.\d+)?$/.test(answer) && parseMoney(answer, given.get('currency') ?? '') !== null,
    'an amount in the shop’s currency, such as 4.90',
  );

/** In the order in which they are asked: later ones may go by earlier answers. */
export const QUESTIONS: readonly Question[] = [
  { option: 'name', ask: 'what the shop is called', otherwise: ({ store, name }) => store?.name ?? name },
  {
    option: 'country',
    ask: 'the country it is in, two letters',
    otherwise: ({ store }) => store?.country ?? new Intl.Locale(systemLocale()).region ?? 'US',
    refuse: (answer) => must(/^[A-Z]{2}$/.test(answer), 'two letters, such as US or DE'),
  },
  {
    option: 'currency',
    ask: 'the currency of its prices, three letters',
    otherwise: ({ store, currency }, given) =>
      store?.currency ?? currency ?? currencyOfCountry(given.get('country') ?? '') ?? 'USD',
    refuse: (answer) => must(isCurrency(answer), 'three letters of a currency, such as USD or EUR'),
  },
  {
    option: 'locale',
    ask: 'language and country of its words, such as en-US',
    otherwise: ({ store }, given) => store?.locale ?? `en-${given.get('country')}`,
    refuse: (answer) =>
      must(/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(answer), 'a language and a country, such as en-US'),
  },
  {
    option: 'time-zone',
    ask: 'its clock, such as Europe/Berlin',
    otherwise: ({ store }) => store?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    refuse: (answer) => must(isTimeZone(answer), 'a time zone such as America/Denver'),
  },
  {
    option: 'tax-included',
    ask: 'whether prices include tax: yes or no',
    otherwise: ({ store }, given) =>
      (store?.legal.taxIncluded ?? !['US', 'CA'].includes(given.get('country') ?? '')) ? 'yes' : 'no',
    refuse: (answer) => must(/^(?:yes|no)$/.test(answer), 'yes or no'),
  },
  {
    option: 'email',
    ask: 'where a person reads mail',
    otherwise: ({ store }) => store?.contact.email,
    refuse: (answer) => must(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer), 'an e-mail address'),
  },
  {
    option: 'phone',
    ask: 'a telephone number with country code',
    otherwise: ({ store }) => store?.contact.phone,
  },
  { option: 'hours', ask: 'when somebody answers', otherwise: ({ store }) => store?.contact.hours },
  {
    option: 'company',
    ask: 'the registered name of the seller',
    otherwise: ({ store }) => store?.legal.company,
  },
  {
    option: 'address',
    ask: 'the street address of invoices, in one line',
    otherwise: ({ store }) => store?.contact.address,
  },
  { option: 'shipping', ask: 'what delivery costs in your country, such as 4.90', refuse: isAmount },
  { option: 'free-from', ask: 'the order value from which delivery is free', refuse: isAmount },
  {
    option: 'delivery-days',
    ask: 'working days from order to door, least and most, such as 2-4',
    refuse: (answer) => must(daysIn(answer) !== null, 'two numbers of days, such as 2-4'),
  },
  {
    option: 'return-days',
    ask: 'days from delivery in which things may come back, free of charge',
    refuse: (answer) => must(/^\d{1,3}$/.test(answer) && Number(answer) <= 730, 'a number of days up to 730'),
  },
  {
    option: 'theme',
    ask: `how it looks to begin with: ${THEMES.join(', ')}`,
    otherwise: ({ store }) => THEMES.find((one) => one === store?.look?.theme) ?? THEMES[0],
    refuse: (answer) =>
      must(
        THEMES.some((one) => one === answer),
        `one of ${THEMES.join(', ')}`,
      ),
  },
  {
    option: 'color',
    ask: 'the colour of links and buttons, such as #1f6f54; without one, the theme’s',
    otherwise: ({ store }) => store?.look?.colors?.accent,
    refuse: colorRefusal,
  },
  {
    option: 'type',
    ask: `its type: ${TYPE_PAIRS.join(', ')}; without one, the theme’s`,
    otherwise: ({ store }) => store?.look?.type,
    refuse: (answer) =>
      must(
        TYPE_PAIRS.some((one) => one === answer),
        `one of ${TYPE_PAIRS.join(', ')}`,
      ),
  },
];

/** A colour has to be readable on the theme's paper; the nearest that is stands in the refusal. */
function colorRefusal(answer: string, given: ReadonlyMap<string, string>): string | null {
  const accent = hexOf(answer);
  if (!accent) return 'a colour such as #1f6f54';
  const theme = THEMES.find((one) => one === given.get('theme'));
  const [found] = unreadable(lookOf({ theme, colors: { accent } }).chosen.light);
  return found
    ? `readable on ${found.on}: its contrast is ${found.contrast.toFixed(1)}, and ${READABLE} is needed; the nearest that is readable is ${found.nearest}`
    : null;
}

const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

function daysIn(text: string): readonly [number, number] | null {
  const [, least, most] = /^(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})$/.exec(text) ?? [];
  const days: readonly [number, number] = [Number(least), Number(most)];
  return least !== undefined && days[0] <= days[1] ? days : null;
}

/** The answers that options give, and where somebody can be asked, those of a terminal. Throws BadAnswer. */
export async function answersFrom(
  options: ReadonlyMap<string, string>,
  { ask, ...known }: Known & { readonly ask: boolean },
): Promise<Answers> {
  const given = new Map<string, string>();
  const terminal = ask ? createInterface({ input: process.stdin, output: process.stderr }) : null;
  try {
    for (const question of QUESTIONS) {
      const answer = await answerTo(question, options, known, given, terminal);
      if (answer) given.set(question.option, answer);
    }
  } finally {
    terminal?.close();
  }
  const days = daysIn(given.get('delivery-days') ?? '');
  const returns = given.get('return-days');
  return {
    name: given.get('name') ?? known.name,
    country: given.get('country') ?? '',
    currency: given.get('currency') ?? '',
    locale: given.get('locale') ?? '',
    timeZone: given.get('time-zone') ?? 'UTC',
    taxIncluded: given.get('tax-included') === 'yes',
    email: given.get('email'),
    phone: given.get('phone'),
    hours: given.get('hours'),
    company: given.get('company'),
    address: given.get('address'),
    shipping: given.get('shipping'),
    shippingFreeFrom: given.get('free-from'),
    transitDays: days ?? undefined,
    returnDays: returns === undefined ? undefined : Number(returns),
    theme: THEMES.find((one) => one === given.get('theme')) ?? THEMES[0],
    accent: given.get('color'),
    type: TYPE_PAIRS.find((one) => one === given.get('type')),
  };
}

/** Refuses a wrong option at once, and asks again after a wrong answer. */
async function answerTo(
  { option, ask, otherwise, refuse }: Question,
  options: ReadonlyMap<string, string>,
  known: Known,
  given: ReadonlyMap<string, string>,
  terminal: ReturnType<typeof createInterface> | null,
): Promise<string | undefined> {
  const said = options.get(option)?.trim();
  if (said) {
    const why = refuse?.(said, given);
    if (why) throw new BadAnswer(`--${option} is ${why}, not ${said}.`);
    return said;
  }
  const proposed = otherwise?.(known, given);
  if (!terminal) return proposed;
  for (;;) {
    const answer = (await terminal.question(`${ask} [${proposed ?? 'decide later'}]: `)).trim();
    const why = answer ? refuse?.(answer, given) : null;
    if (!why) return answer || proposed;
    console.error(`  That should be ${why}.`);
  }
}
