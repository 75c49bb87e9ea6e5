import type { Stocked } from './stocked.ts';

const LINK = /(!?)\[([^\][]*)\]\((\/[^)\s]*)\)/g;
const PATH = /^\/([a-z-]+)\/?([^?#]*)/;

/** Rooms of pages that are made of files: the folder or the file that each needs. */
const NEEDS: Readonly<Record<string, string>> = {
  guides: 'guides/',
  kits: 'kits/',
  policies: 'policies/',
  faq: 'faqs/',
  glossary: 'glossary.yaml',
  rewards: 'loyalty.yaml',
};

/** Tells which addresses of this shop lead to no page, by the files that stand and what is for sale. */
export function deadLinks(
  files: readonly string[],
  stocked: Stocked,
  redirects: Readonly<Record<string, string>>,
): (path: string) => boolean {
  const there = new Set(files.map((file) => file.replace(/\.(md|yaml)$/, '')));
  return (path) => {
    const [address = '', room = '', rest = ''] = PATH.exec(path) ?? [];
    if (Object.hasOwn(redirects, address)) return false;
    if (room === 'p') return !stocked.products.has(rest);
    if (room === 'c') return !stocked.categories.has(rest);
    const needed = NEEDS[room];
    if (!needed) return false;
    return rest ? !there.has(`${needed}${rest}`) : !files.some((file) => file.startsWith(needed));
  };
}

/** Markdown in which links to those addresses are their words alone. */
export const withoutLinks = (body: string, isDead: (path: string) => boolean): string =>
  body.replace(LINK, (whole, picture: string, words: string, path: string) =>
    !picture && isDead(path) ? words : whole,
  );
