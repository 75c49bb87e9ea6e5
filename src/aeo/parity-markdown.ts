import { markdownLine, markdownTable } from '#src/feeds/escape-markdown.ts';
import { markdownDocument, sourceLine } from '#src/feeds/words-markdown.ts';
import type { ParityRun } from './parity-store.ts';

/** What the last proof of parity compared. */
export function proofMarkdown(site: string, run: ParityRun | null): string {
  return markdownDocument(site, [
    '# One fact, one answer',
    run
      ? `${run.comparisons} comparisons on ${run.ranAt.toISOString()} over ${run.products} products in ${run.variants} variants: ${run.differences} differences.`
      : 'No proof has run on this shop yet.',
    run &&
      markdownTable(
        ['Place', 'Comparisons', 'Differences', 'What is compared'],
        run.surfaces.map(({ name, comparisons, differences, facts }) => [
          markdownLine(name),
          String(comparisons),
          String(differences),
          markdownLine(facts.join(', ')),
        ]),
      ),
    sourceLine(site, '/proof'),
  ]);
}
