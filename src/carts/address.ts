import { z } from 'zod';

/** Blanks as one, without characters that nobody sees and that turn the direction of what follows. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const line = (what: string, most = 100) =>
  z
    .string({ error: `Type ${what}.` })
    .transform(plain)
    .pipe(z.string().min(1, `Type ${what}.`).max(most, `That is longer than ${most} characters.`));
const optionalLine = z
  .string()
  .optional()
  .transform((text) => plain(text ?? '').slice(0, 100));

/** Where a parcel goes and whom the shop writes to, as typed at checkout; every message is for the shopper. */
export const detailsSchema = z.strictObject({
  email: z
    .string({ error: 'Type your e-mail address.' })
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.email('That is not an e-mail address, such as you@example.com.').max(254)),
  name: line('the name that goes on the parcel'),
  line1: line('a street and a number'),
  line2: optionalLine,
  city: line('a town or city'),
  region: optionalLine,
  postcode: line('a postal code', 16),
  country: z.string().regex(/^[A-Z]{2}$/, 'Choose a country.'),
  /** The delivery service by its name. */
  service: z.string().max(40).optional(),
});

export type Details = z.infer<typeof detailsSchema>;
export type Address = Omit<Details, 'email' | 'service'>;

/** The address as lines for a label, with the country's name in the locale. */
export const addressLines = (
  { name, line1, line2, city, region, postcode, country }: Address,
  locale: string,
): string[] =>
  [
    name,
    line1,
    line2,
    [city, [region, postcode].filter(Boolean).join(' ')].join(', '),
    new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country,
  ].filter(Boolean);
