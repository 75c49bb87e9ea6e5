import type { Content } from '#src/editorial/content.ts';
import { contentSecurityPolicy } from '#src/http/content-security-policy.ts';
import type { Shop } from '#src/shop.ts';

/** The security policy of a page: pictures come from the shop itself, from the hosts that stand in its words, and from those it lists. */
export const pagePolicy = ({ content }: Shop): string =>
  contentSecurityPolicy(originsInWords(content.current()));

const found = new WeakMap<Content, readonly string[]>();

function originsInWords(content: Content): readonly string[] {
  const known = found.get(content);
  if (known) return known;
  const { products, guides, faqs, policies, categories } = content;
  const origins = [products, guides, faqs, policies, categories]
    .flat()
    .filter(({ body }) => body.includes('![')) // rendering every file would hold up the first page
    .flatMap(({ html }) =>
      [...html.matchAll(/<img src="(https?:\/\/[^"/?#]+)/g)].map(([, origin = '']) => origin.toLowerCase()),
    );
  const listed = (content.store.pictureHosts ?? []).map((address) => new URL(address).origin);
  const all = [...new Set([...listed, ...origins])];
  found.set(content, all);
  return all;
}
