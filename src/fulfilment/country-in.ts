/** A country as the language of the shop calls it. */
export interface NamedCountry {
  /** Two letters, ISO 3166-1. */
  readonly code: string;
  readonly name: string;
}

const SAID_SHORT: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  usa: 'US',
};
const MOST_WORDS = 4; // of a place's name

/**
 * The country that the words name in the language of a locale, by its own name or by a city that a time zone is named
 * after ("Toronto" is in Canada); null where they name none. The country's own name counts before a city.
 */
export function countryIn(words: string, locale: string): NamedCountry | null {
  const { countries, cities, names } = placesOf(locale);
  const said = lettersOf(words).split(' ').filter(Boolean);
  const runs = Array.from({ length: MOST_WORDS }, (_, less) => MOST_WORDS - less).flatMap((length) =>
    said.flatMap((_, at) => (at + length <= said.length ? [said.slice(at, at + length).join(' ')] : [])),
  );
  const code = [countries, cities].flatMap((of) => runs.flatMap((run) => of.get(run) ?? []))[0];
  const name = code && names.of(code);
  return code && name ? { code, name: withArticle(name) } : null;
}

export const withArticle = (name: string): string =>
  /^United |Islands$|Emirates/.test(name) ? `the ${name}` : name;

const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

interface Places {
  readonly countries: ReadonlyMap<string, string>;
  readonly cities: ReadonlyMap<string, string>;
  readonly names: Intl.DisplayNames;
}

const known = new Map<string, Places>();

/** The names of all countries in a language, and the cities of their time zones, with their codes; read once a locale. */
function placesOf(locale: string): Places {
  const before = known.get(locale);
  if (before) return before;
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => names.of(code) !== undefined);
  const places = {
    names,
    countries: new Map([
      ...codes.map((code) => [lettersOf(names.of(code) ?? ''), code] as const),
      ...Object.entries(SAID_SHORT),
    ]),
    cities: new Map(codes.flatMap((code) => citiesOf(code).map((city) => [city, code] as const))),
  };
  known.set(locale, places);
  return places;
}

/** `America/Argentina/Buenos_Aires` is named after a city; `Etc/GMT` and `EST` are not. */
const citiesOf = (code: string): readonly string[] =>
  (new Intl.Locale(`und-${code}`).getTimeZones?.() ?? []).flatMap((zone) =>
    zone.includes('/') && !zone.startsWith('Etc/') ? [lettersOf(zone.split('/').at(-1) ?? '')] : [],
  );
