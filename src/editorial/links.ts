import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentFinding } from './finding.ts';

/** Links between content files that lead nowhere: guides, policies, FAQs and products that have words. */
export function findBrokenLinks(folder: string, paths: readonly string[]): readonly ContentFinding[] {
  const known = new Set(paths.map((path) => path.replace(/\.md$/, '')));
  const pages: Readonly<Record<string, string>> = { guides: 'guides', policies: 'policies', p: 'products' };
  return paths.flatMap((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    return lines.flatMap((text, index) =>
      [...text.matchAll(/\]\(\/(guides|policies|p)\/([a-z0-9-]+)/g)].flatMap(([, page = '', slug = '']) => {
        if (known.has(`${pages[page]}/${slug}`)) return [];
        const message = `The link /${page}/${slug} leads to no file in ${pages[page]}/.`;
        return [
          {
            file,
            line: index + 1,
            field: null,
            message,
            advice: 'Links name the file without its ending.',
            fix: null,
          },
        ];
      }),
    );
  });
}
