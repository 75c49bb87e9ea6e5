import type { Rule } from '../rule.ts';

export const canonicalAddress: Rule = {
  id: 'canonical-address',
  title: 'The page names its one address',
  severity: 'error',
  why: 'Without it, each way of reaching a page counts as a page of its own.',
  check: ({ canonicals, noindex, url }) => {
    if (noindex && !canonicals.length) return [];
    const [first] = canonicals;
    const read = first ? URL.parse(first) : null;
    const found = !first
      ? 'It has no canonical link.'
      : canonicals.length > 1
        ? `It has ${canonicals.length} canonical links.`
        : !read
          ? `“${first}” is not a whole address.`
          : read.pathname !== new URL(url).pathname
            ? `It points to another page: ${first}.`
            : null;
    return found
      ? [{ where: 'link rel="canonical"', found, fix: 'Name the page’s own whole address, once.' }]
      : [];
  },
};
