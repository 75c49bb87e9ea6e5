import type { Category } from '#src/catalog/category-store.ts';
import { categories } from '#src/catalog/category-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { productsAfter, productsBySlug } from '#src/catalog/product-store.ts';
import { relatedAmong, relatedSlugs } from '#src/editorial/related-products.ts';
import type { Content } from '#src/editorial/content.ts';
import { reviewDigest, reviewedProducts } from '#src/reviews/review-digest.ts';
import type { Use } from '#src/use-cases/use-cases.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { markdownLine, markdownLines, markdownLink } from './escape-markdown.ts';
import { markdownPath } from './markdown-path.ts';
import type { MarkdownShop } from './markdown-page.ts';
import { homeLists } from './home-lists.ts';
import { useLines } from './lists-markdown.ts';
import { kitLines } from './kit-markdown.ts';
import { bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { productMarkdown } from './product-markdown.ts';
import { REVIEWS_IN_TWIN } from './review-markdown.ts';
import {
  shelfLines,
  faqMarkdown,
  guideLines,
  guideMarkdown,
  homeMarkdown,
  policyMarkdown,
} from './words-markdown.ts';

/** llms.txt: what the shop is and where everything stands, short enough to read whole. */
export function llmsTxt(
  site: string,
  content: Content,
  all: readonly Category[],
  uses: readonly Use[],
): string {
  const { store } = content;
  const link = (words: string, path: string) => markdownLink(words, absolute(site, path));
  const twin = (words: string, path: string) => link(words, markdownPath(path) ?? path);
  return `${[
    `# ${markdownLine(store.name)}`,
    `> ${markdownLine(store.description)}`,
    [
      `Every page has a Markdown twin: add \`.md\` to its address, or ask for it with \`Accept: text/markdown\`.`,
      `A product stands at \`/p/<slug>\`; all of them are in the ${link('sitemap', '/sitemap.xml')}.`,
      `Prices are in ${store.currency}${store.legal.taxIncluded ? ', tax included' : ', before sales tax'}. ` +
        'Page, Markdown, structured data and feeds are made from the same rows.',
    ].join('\n'),
    `## Shelves\n\n${shelfLines(site, content, all)}`,
    uses.length > 0 && `## By use\n\n- ${twin('All uses', '/best')}\n${useLines(site, uses)}`,
    content.bundles.length > 0 && `## Bundles\n\n- ${twin('Products that cost less together', '/bundles')}`,
    content.kits.length > 0 && `## Kits\n\n- ${twin('All kits', '/kits')}\n${kitLines(site, content)}`,
    content.guides.length > 0 &&
      `## Guides\n\n- ${twin('All guides', '/guides')}\n${guideLines(site, content.guides)}`,
    `## Questions and policies\n\n${[
      ...(content.faqs.length > 0
        ? [`- ${twin('Questions and answers', '/faq')}: ${content.faqs.length} answered`]
        : []),
      ...(content.glossary ? [`- ${twin('Glossary', '/glossary')}: the words of the specifications`] : []),
      ...(content.program
        ? [
            `- ${twin(content.program.words.name, '/rewards')}: ${markdownLine(content.program.words.summary)}`,
          ]
        : []),
      `- ${twin('Proof', '/proof')}: when every surface was last compared with the rows, and what differed`,
      ...content.policies.map(
        ({ slug, words }) => `- ${twin(words.title, `/policies/${slug}`)}: ${markdownLine(words.summary)}`,
      ),
    ].join('\n')}`,
    `## For agents\n\n${[
      `- ${link('Tools', '/mcp/server-card')}: Model Context Protocol at \`${absolute(site, '/mcp')}\`, Streamable HTTP. To buy, fill a cart and hand over the address of checkout_link`,
      `- ${link('Questions', '/openapi.json')}: NLWeb at \`${absolute(site, '/ask')}\`, a question as \`?query=\` or as JSON`,
      `- ${link('Assistant', '/.well-known/agent-card.json')}: Agent2Agent, for agents that talk to agents`,
      `- ${link('Calls', '/openrpc.json')}: catalogue, carts, checkouts and orders over JSON-RPC (UCP)`,
      `- ${link('All doors', '/.well-known/ai-catalog.json')}`,
    ].join('\n')}`,
    `## Contact\n\n${markdownLines(`${store.contact.email}, ${store.contact.hours}`)}`,
    `## Optional\n\n${[
      `- ${twin('Home', '/')}\n- ${link('Everything in one file', '/llms-full.txt')}: every page above and every product, long`,
      `- ${link('Product feeds', '/feeds/index.json')}: Google XML and TSV, OpenAI, ACP`,
    ].join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

const AT_ONCE = 20; // products in memory at a time

/** llms-full.txt piece by piece: every text page, then every product. */
export async function* llmsFull(shop: MarkdownShop): AsyncGenerator<string> {
  const { db, content, site, now } = shop;
  const between = '\n\n';
  yield homeMarkdown(site, content, await categories(db), await homeLists(db, content));
  for (const guide of content.guides) {
    const named = await productsBySlug(db, guide.words.products);
    yield between + guideMarkdown(site, content, guide, named);
  }
  const faqs = faqMarkdown(site, content);
  if (faqs) yield between + faqs;
  for (const policy of content.policies) yield between + policyMarkdown(site, policy);
  for (let after = 0; ;) {
    const products = await productsAfter(db, after, AT_ONCE);
    const last = products.at(-1);
    if (!last) return;
    const wordsOf = (product: Product) => content.productWords(product.slug)?.words;
    const slugs = products.flatMap((product) => relatedSlugs(wordsOf(product) ?? {}));
    const named = await productsBySlug(db, [...new Set(slugs)]);
    const reviewed = await reviewedProducts(
      db,
      products.map((product) => product.id),
    );
    for (const product of products) {
      const reviews = reviewed.has(product.id) ? await reviewDigest(db, product, REVIEWS_IN_TWIN) : null;
      const related = relatedAmong(named, wordsOf(product));
      yield (
        between +
        productMarkdown({
          site,
          content,
          product,
          related,
          reviews,
          memberPrices: await memberPrices(db, content, product, now),
          bundles: await bundlesWith(db, content, product.slug, now),
          now,
        })
      );
    }
    after = last.id;
  }
}
