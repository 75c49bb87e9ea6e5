import { canonicalPath } from '#src/catalog/compare.ts';

const PAGES = [
  /^\/$/,
  /^\/(?:products|guides|faq|best|glossary|proof|kits|bundles|rewards)$/,
  /^\/(?:p|guides|policies|best|bundles|compare|kits)\/[^/]+$/,
  /^\/c\/.+$/,
] as const;

/** The address of a page's Markdown twin: `/p/flatlands.md`, `/index.md` for the home page; null for pages that have none.
 * A comparison has one twin, whatever order its products were asked in. */
export function markdownPath(path: string): string | null {
  if (path.endsWith('.md') || path.includes('?') || !PAGES.some((page) => page.test(path))) return null;
  return path === '/' ? '/index.md' : `${canonicalPath(path)}.md`;
}

/** The twin of what an address shows; null where it shows a part of a list: the twin is of the whole of it. */
export const twinOf = ({ pathname, search }: URL): string | null =>
  search && /^\/(?:c\/|products$)/.test(pathname) ? null : markdownPath(pathname);

/** The page that a Markdown address is the twin of. */
export const pageOfMarkdown = (path: string): string => {
  const page = path.replace(/\.md$/, '');
  return page === '/index' ? '/' : page;
};
