import type { Content } from '#src/editorial/content.ts';
import { absolute } from '#src/structured-data/json-ld.ts';

const KINDS: Readonly<Record<string, string>> = {
  returns: 'refund_policy',
  shipping: 'shipping_policy',
  privacy: 'privacy_policy',
  terms: 'terms_of_service',
};

/** The shop's rules as a platform has to show them. */
export const linksOf = (content: Content, site: string) =>
  content.policies.flatMap(({ slug, words }) => {
    const type = KINDS[words.kind];
    return type ? [{ type, title: words.title, url: absolute(site, `/policies/${slug}`) }] : [];
  });
