import type { Content } from '#src/editorial/content.ts';
import type { MyOffers } from '#src/loyalty/my-offers.ts';
import { markdownLine, markdownLines, markdownList } from './escape-markdown.ts';
import { markdownDocument, sourceLine } from './words-markdown.ts';

/** The rewards program as somebody who is not signed in sees it; null where the shop has none. */
export function programMarkdown(
  site: string,
  content: Content,
  { notApplied }: Pick<MyOffers, 'notApplied'>,
): string | null {
  const program = content.program?.words;
  if (!program) return null;
  return markdownDocument(site, [
    `# ${markdownLine(program.name)}`,
    markdownLines(program.summary),
    `## Tiers\n\n${program.tiers
      .map(({ title, perks }) => `- **${markdownLine(title)}**: ${markdownLine(perks.join(', '))}`)
      .join('\n')}`,
    `## Rules\n\n${markdownList(program.rules)}`,
    notApplied.length > 0 &&
      `## Offers, and what they need\n\n${notApplied
        .map(
          ({ label, reason, away }) =>
            `- **${markdownLine(label)}.** ${markdownLine(`${reason} ${away ?? ''}`)}`,
        )
        .join('\n')}`,
    sourceLine(site, '/rewards'),
  ]);
}
