import type { SoldNames } from '#src/catalog/sold-names.ts';
import type { ContentSources } from './content-sources.ts';
import type { ContentFinding } from './finding.ts';

const PAGES: Readonly<Record<string, string>> = {
  guides: 'guides',
  policies: 'policies',
  p: 'products',
  c: 'categories',
};

/**
 * Links between content files that lead nowhere: to guides and policies without a file, to products and categories that
 * the shop has not; without a shelf, to products without words.
 */
export function findBrokenLinks(
  { paths, read }: ContentSources,
  shelf: SoldNames | null,
): readonly ContentFinding[] {
  const files = new Set(paths.map((path) => path.replace(/\.md$/, '')));
  const sold = { p: new Set(shelf?.products), c: new Set(shelf?.categories) };
  const leads = (page: string, slug: string): boolean => {
    if (shelf && (page === 'p' || page === 'c')) return sold[page].has(slug);
    return page === 'c' || files.has(`${PAGES[page] ?? ''}/${slug}`);
  };
  return paths.flatMap((file) => {
    const lines = read(file).split('\n');
    return lines.flatMap((text, index) =>
      [...text.matchAll(/\]\(\/(guides|policies|p|c)\/([a-z0-9/-]+)/g)].flatMap(
        ([, page = '', slug = '']) => {
          if (leads(page, slug)) return [];
          const nothing =
            shelf && page === 'p'
              ? 'product of the shop'
              : shelf && page === 'c'
                ? 'category of the shop'
                : `file in ${PAGES[page] ?? ''}/`;
          return [
            {
              file,
              line: index + 1,
              field: null,
              message: `The link /${page}/${slug} leads to no ${nothing}.`,
              advice: 'Links name the file without its ending.',
              fix: null,
            },
          ];
        },
      ),
    );
  });
}
