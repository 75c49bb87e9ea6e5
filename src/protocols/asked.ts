import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf, type Part, type ProductCard } from '#agents/shopping/parts.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import { log } from '#src/log/log.ts';
import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';

/** What the assistant said to somebody behind a program, and what it showed. */
export interface Asked {
  readonly answer: string;
  readonly products: readonly AskedProduct[];
  readonly sources: readonly { readonly title: string; readonly url: string; readonly quote: string }[];
  readonly conversation: string;
  readonly parts: readonly Part[];
}

interface AskedProduct {
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
  readonly price: string;
  readonly availability: string;
  readonly url: string;
  readonly breaks: readonly string[];
}

/** One turn of the shop's conversation, as the chat's page runs it. */
export async function askAssistant(
  shop: Shop,
  given: {
    readonly visitorId: string;
    readonly asker: Asker;
    readonly conversation: string | null;
    readonly text: string;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Asked> {
  const { visitorId, asker, conversation, text, signal } = given;
  const answered = await answerTurn({
    shop,
    visitorId,
    asker,
    conversationId: conversation,
    text,
    ...(signal ? { signal } : {}),
    report: (error) => log().error({ err: error }, 'a turn of a program failed'),
  });
  const { parts } = answered;
  const site = shop.environment.SITE_URL;
  return {
    answer: textOf(parts),
    products: parts.flatMap((part) =>
      part.type === 'data-products' || part.type === 'data-near'
        ? part.data.cards.map((card) => productOf(site, card))
        : [],
    ),
    sources: parts.flatMap((part) =>
      part.type === 'data-sources'
        ? part.data.passages.map(({ title, href, quote }) => ({ title, url: absolute(site, href), quote }))
        : [],
    ),
    conversation: answered.conversationId,
    parts,
  };
}

/** A card with whole addresses. */
const productOf = (site: string, card: ProductCard): AskedProduct => ({
  slug: card.slug,
  sku: card.sku,
  title: card.title,
  price: card.price,
  availability: card.availability,
  url: absolute(site, card.href),
  breaks: card.breaks,
});
