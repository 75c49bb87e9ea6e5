import { z } from 'zod';

/** Blanks as one, without characters that nobody sees and that turn the direction of what follows. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const MOST_LINE = 100; // characters
export const MOST_POSTCODE = 16;

const line = (most = MOST_LINE) => z.string().transform(plain).pipe(z.string().min(1).max(most));
const optionalLine = z
  .string()
  .optional()
  .transform((text) => plain(text ?? '').slice(0, MOST_LINE));

/** Where a parcel goes and whom the shop writes to, as typed at checkout; readDetails says what is wrong with it. */
export const detailsSchema = z.strictObject({
  email: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.email().max(254)),
  name: line(),
  line1: line(),
  line2: optionalLine,
  city: line(),
  region: optionalLine,
  postcode: line(MOST_POSTCODE),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** The delivery service by its name. */
  service: z.string().max(40).optional(),
});

export type Details = z.infer<typeof detailsSchema>;
export type Address = Omit<Details, 'email' | 'service'>;

/** Where the postal code stands before the town (Universal Postal Union): most of Europe, and some beyond. */
const CODE_FIRST: ReadonlySet<string> = new Set(
  'AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MC MX NL NO PL PT RO RS SE SI SK TR'.split(
    ' ',
  ),
);

/** The address as lines for a label, with the country's name in the locale. */
export const addressLines = (
  { name, line1, line2, city, region, postcode, country }: Address,
  locale: string,
): string[] =>
  [
    name,
    line1,
    line2,
    CODE_FIRST.has(country)
      ? [[postcode, city].filter(Boolean).join(' '), region].filter(Boolean).join(', ')
      : [city, [region, postcode].filter(Boolean).join(' ')].join(', '),
    new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country,
  ].filter(Boolean);
