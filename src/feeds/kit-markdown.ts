import type { Kit, KitRefusal } from '#src/bundles/kit.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { KitWords } from '#src/editorial/kit-schema.ts';
import { formatMoney } from '#src/money/money.ts';
import { markdownLine, markdownLines, markdownLink } from './escape-markdown.ts';
import { nameOf } from './product-words.ts';
import { markdownDocument, sourceLine, twin } from './words-markdown.ts';

/** Kits as a list of links to their twins. */
export const kitLines = (site: string, content: Content): string =>
  content.kits
    .map(
      ({ slug, words }) =>
        `- ${markdownLink(words.title, twin(site, `/kits/${slug}`))}: ${markdownLine(words.description)}`,
    )
    .join('\n');

/** The kits of the shop; null where it has none. */
export const kitsMarkdown = (site: string, content: Content): string | null =>
  content.kits.length
    ? markdownDocument(site, [
        '# Kits',
        'What a goal needs, put together from what is in stock, within a budget.',
        ...content.kits.flatMap(({ slug, words }) => [
          `## ${markdownLink(words.title, twin(site, `/kits/${slug}`))}`,
          markdownLines(words.description),
          `It takes: ${markdownLine(words.roles.map(({ label }) => label).join(', '))}.`,
        ]),
        sourceLine(site, '/kits'),
      ])
    : null;

/** What a goal needs and what the shop would put together for it now, for somebody who has said nothing yet. */
export function kitMarkdown(
  site: string,
  content: Content,
  kit: Entry<KitWords>,
  built: Kit | KitRefusal,
): string {
  const { locale } = content.store;
  const path = `/kits/${kit.slug}`;
  return markdownDocument(site, [
    `# ${markdownLine(kit.words.title)}`,
    markdownLines(kit.words.description),
    ...(built.ok
      ? [
          `${built.items.length} things, ${formatMoney(built.total, locale)} together${built.left && built.left.minor > 0 ? `, ${formatMoney(built.left, locale)} of the budget left` : ''}. Sizes are still to be said.`,
          built.items
            .map(
              ({ role, product, variant, why }) =>
                `- ${markdownLine(role.label)}: ${markdownLink(nameOf(content, product), twin(site, `/p/${product.slug}`))}, ${formatMoney(variant.price, locale)}. ${markdownLine(why)}`,
            )
            .join('\n'),
          built.leftOut.length > 0 &&
            `## Not in it, and why\n\n${built.leftOut
              .map(({ role, reason }) => `- ${markdownLine(role.label)}: ${markdownLine(reason)}`)
              .join('\n')}`,
        ]
      : [markdownLine(built.reason)]),
    `## What it needs\n\n${kit.words.roles
      .map(
        ({ label, why, optional }) =>
          `- ${markdownLine(label)}${optional ? ' (if you want it)' : ''}: ${markdownLine(why)}`,
      )
      .join('\n')}`,
    sourceLine(site, path),
  ]);
}
