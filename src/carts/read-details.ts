import { messagesOf } from '#src/messages/messages.ts';
import type { Content } from '#src/editorial/content.ts';
import { shippingPolicy } from '#src/fulfilment/policies.ts';
import { liesIn, otherwiseWritten } from './postal-codes.ts';
import { regionCode } from './regions.ts';
import { detailsSchema, MOST_LINE, MOST_POSTCODE, type Details } from './address.ts';

type Words = Pick<Content, 'policies' | 'taxes'>;
type Told = Words & { readonly store: Pick<Content['store'], 'locale'> };

/** The countries that some delivery service goes to, as the shipping policy lists them. */
export const countriesServed = (content: Words): readonly string[] => [
  ...new Set((shippingPolicy(content)?.services ?? []).flatMap((service) => service.countries)),
];

export type DetailsRead =
  | { readonly ok: true; readonly details: Details }
  /** The first message of each wrong field, by its name. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Reads what checkout was told: every field, a country that is served, a region where tax depends on it, and a postal code of that place. */
export function readDetails(content: Told, given: unknown): DetailsRead {
  const { wrong } = messagesOf(content.store.locale).checkout;
  const parsed = detailsSchema.safeParse(given);
  const errors: Record<string, string> = {};
  for (const { path, code } of parsed.error?.issues ?? []) {
    const field = String(path[0] ?? '');
    errors[field] ??=
      code === 'too_big'
        ? wrong.tooLong(field === 'postcode' ? MOST_POSTCODE : MOST_LINE)
        : field === 'email' && code === 'invalid_format'
          ? wrong.noEmail
          : (wrong.missing[field as keyof typeof wrong.missing] ?? wrong.missing.country);
  }
  if (!parsed.success) return { ok: false, errors };
  const { country, region } = parsed.data;
  if (!countriesServed(content).includes(country)) return { ok: false, errors: { country: wrong.notThere } };
  const byRegion = content.taxes?.words.rules.some((rule) => rule.country === country && rule.regions);
  const code = byRegion ? regionCode(country, region) : region;
  if (byRegion && !code)
    return {
      ok: false,
      errors: {
        region: region ? wrong.unknownRegion : wrong.noRegion,
      },
    };
  const { postcode } = parsed.data;
  const example = otherwiseWritten(country, postcode);
  if (example) return { ok: false, errors: { postcode: wrong.postcode(example) } };
  if (!liesIn(country, regionCode(country, region) ?? '', postcode))
    return { ok: false, errors: { postcode: wrong.postcodeElsewhere(postcode, region) } };
  return { ok: true, details: { ...parsed.data, region: code ?? region } };
}
