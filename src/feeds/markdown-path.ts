const PAGES = [
  /^\/$/,
  /^\/(?:guides|faq|best|glossary|proof|kits|rewards)$/,
  /^\/(?:p|guides|policies|best|compare|kits)\/[^/]+$/,
  /^\/c\/.+$/,
] as const;

/** The address of a page's Markdown twin: `/p/flatlands.md`, `/index.md` for the home page; null for pages that have none. */
export function markdownPath(path: string): string | null {
  if (path.endsWith('.md') || !PAGES.some((page) => page.test(path))) return null;
  return path === '/' ? '/index.md' : `${path}.md`;
}

/** The page that a Markdown address is the twin of. */
export const pageOfMarkdown = (path: string): string => {
  const page = path.replace(/\.md$/, '');
  return page === '/index' ? '/' : page;
};
