import { tool } from 'langchain';
import { z } from 'zod';
import { reviseNeed, type Revision } from '#src/conversations/revise-need.ts';
import { nearestOfKind } from '#src/conversations/nearest-of-kind.ts';
import { relativeLimits } from '#src/conversations/relative-limit.ts';
import { withShown } from '#src/conversations/thread.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import { understand } from '#src/search/question.ts';
import type { Limit, Need } from '#src/search/need.ts';
import { search } from '#src/search/search.ts';
import type { Turn } from '../state.ts';
import { hitView } from '../views.ts';
import { questionWorthAsking } from '../clarify.ts';
import { showListing } from './show-listing.ts';
import { type Writing } from './show.ts';

const PER_PAGE = 6;
const isCategory = (limit: Limit | undefined): boolean =>
  limit?.key === 'category' && limit.kind === 'any-of' && !limit.negated;

/** Names of the categories asked for, as the shop writes them. */
const categoryNames = (turn: Turn, need: Need): readonly string[] => {
  const slugs = need.limits.flatMap((limit) =>
    isCategory(limit) && limit.kind === 'any-of' ? limit.values : [],
  );
  const names = slugs.map(
    (slug) => turn.vocabulary.categories.find((one) => one.slug === slug)?.name ?? slug,
  );
  return [...new Set(names)];
};

export const searchProducts = (turn: Turn) =>
  tool(
    async (given, config: Writing) => {
      const revision: Revision = given.forget?.length
        ? { kind: 'forget', keys: given.forget }
        : { kind: given.change };
      const understood = understand(turn.vocabulary, given.query);
      // "anything for kids": who it is for is all there is to look by.
      const text = understood.text || (understood.limits.length ? '' : (understood.recipient ?? ''));
      const said = given.change === 'replace' ? { ...understood, text } : understood;
      const than = given.than ? await productBySlug(turn.db, given.than.slug) : null;
      const relative = than && given.than ? relativeLimits(than, given.than.key, given.than.direction) : [];
      const revised = reviseNeed(
        turn.thread.need,
        { ...said, limits: [...said.limits, ...relative] },
        revision,
      );
      const need = given.sort ? { ...revised, sort: given.sort } : revised;
      const answer = await search(turn.db, need, {
        page: given.page,
        perPage: PER_PAGE,
        currency: turn.currency,
      });
      const near = (await nearestOfKind(turn.db, answer, turn.currency, turn.locale)).filter(
        (hit) => hit.product.slug !== given.than?.slug,
      );
      const found = [...answer.hits, ...near].slice(0, PER_PAGE);
      found.forEach((hit) => turn.known.add(hit.product.slug).add(hit.variant.sku));
      const shown = found.map(({ product, variant }) => ({
        slug: product.slug,
        sku: variant.sku,
        title: product.title,
      }));
      // A wish relative to a product that nothing meets does not outlive the turn.
      const kept = than && answer.total === 0 ? turn.thread.need : need;
      turn.thread = {
        ...withShown(turn.thread, shown),
        need: kept,
        page: shown.length ? given.page : turn.thread.page,
      };
      const limits = showListing(config, turn, { ...answer, near });
      const view = (hit: (typeof found)[number]) => hitView(hit, turn);
      const question = questionWorthAsking(answer, turn.thread);
      turn.question = question;
      if (question) turn.thread = { ...turn.thread, asked: [...turn.thread.asked, question.key] };
      return JSON.stringify({
        total: answer.total,
        page: answer.page,
        categories: categoryNames(turn, need),
        limits: limits.filter((_, at) => !isCategory(need.limits[at])),
        words: need.text,
        sort: need.sort,
        corrected: answer.correctedText,
        products: answer.hits.map(view),
        near: near.slice(0, PER_PAGE).map(view),
        question,
      });
    },
    {
      name: 'search_products',
      description:
        'Find products. The tool reads limits (price, size, colour, measures, exclusions) out of the words and keeps those of earlier turns, so give only what is new. The page shows the cards.',
      schema: z.object({
        query: z.string().max(2_000).describe("The shopper's words of this turn, as they said them."),
        change: z
          .enum(['refine', 'replace', 'start-over'])
          .default('refine')
          .describe('refine adds to the need so far; replace looks for another thing and keeps the budget.'),
        forget: z
          .array(z.string())
          .max(12)
          .optional()
          .describe('Keys of limits to take away, such as price.'),
        than: z
          .object({ slug: z.string(), key: z.string(), direction: z.enum(['less', 'more']) })
          .optional()
          .describe('Compared with a product shown: key price or an attribute such as weight.'),
        sort: z.enum(['best', 'price-low', 'price-high', 'rating', 'newest']).optional(),
        page: z.int().min(1).max(50).default(1),
      }),
    },
  );
