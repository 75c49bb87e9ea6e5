import type { Content } from '#src/editorial/content.ts';
import { shippingPolicy } from '#src/fulfilment/policies.ts';
import { regionCode } from './regions.ts';
import { detailsSchema, type Details } from './address.ts';

type Words = Pick<Content, 'policies' | 'taxes'>;

/** The countries that some delivery service goes to, as the shipping policy lists them. */
export const countriesServed = (content: Words): readonly string[] => [
  ...new Set((shippingPolicy(content)?.services ?? []).flatMap((service) => service.countries)),
];

export type DetailsRead =
  | { readonly ok: true; readonly details: Details }
  /** The first message of each wrong field, by its name. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Reads what checkout was told: every field, a country that is served, and a region where tax depends on it. */
export function readDetails(content: Words, given: unknown): DetailsRead {
  const parsed = detailsSchema.safeParse(given);
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0] ?? '')] ??= message;
  if (!parsed.success) return { ok: false, errors };
  const { country, region } = parsed.data;
  if (!countriesServed(content).includes(country))
    return { ok: false, errors: { country: 'We do not send parcels there.' } };
  const byRegion = content.taxes?.words.rules.some((rule) => rule.country === country && rule.regions);
  const code = byRegion ? regionCode(country, region) : region;
  if (byRegion && !code)
    return {
      ok: false,
      errors: {
        region: region
          ? 'We know no such state or province there; tax depends on it.'
          : 'Type the state or province: tax depends on it.',
      },
    };
  return { ok: true, details: { ...parsed.data, region: code ?? region } };
}
