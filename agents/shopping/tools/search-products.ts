import { z } from 'zod';
import { questionWorthAsking } from './clarifying-question.ts';
import { findProducts, PER_GROUP, PER_PAGE } from './find-products.ts';
import type { Turn } from '../state.ts';
import { foundView } from '../present/tool-views.ts';
import { showListing } from './show-listing.ts';
import { shopTool } from './shop-tool.ts';
import { statedLimits } from './stated-limits.ts';

const schema = z.object({
  query: z.string().max(2_000).describe("The shopper's words of this turn, as they said them."),
  change: z
    .enum(['refine', 'replace', 'start-over'])
    .default('refine')
    .describe(
      'refine adds to the need so far; replace looks for another thing and keeps the budget; start-over forgets all.',
    ),
  forget: z
    .array(z.string())
    .max(12)
    .optional()
    .describe('Keys of limits to take away: price, brand, category or a stated one.'),
  than: z
    .object({ slug: z.string(), key: z.string(), direction: z.enum(['less', 'more']) })
    .optional()
    .describe('Compared with one product: key price or a stated number; the words then need not repeat it.'),
  like: z.string().optional().describe('Slug of a product: others of its kind are looked for.'),
  reject: z.array(z.string()).max(12).optional().describe('Slugs of products the shopper does not want.'),
  undo: z.boolean().optional().describe('Back to the need before the last change.'),
  filtersOnly: z.boolean().optional().describe('Take only the limits out of the words.'),
  sort: z
    .enum(['best', 'price-low', 'price-high', 'rating', 'newest'])
    .optional()
    .describe('best unless the shopper asks for another order.'),
  page: z.int().min(1).max(50).optional().describe('2 for “more”, where the total says that there are.'),
  group: z
    .int()
    .min(1)
    .max(4)
    .optional()
    .describe('1, 2, … where one message asks for several things; leave it out for one.'),
});

export const searchProducts = (turn: Turn) =>
  shopTool(
    {
      name: 'search_products',
      description: `Find products that can be bought now. Reads limits out of the words (“under $50”, “not blue”, “at least 2 l”) and keeps those of earlier turns, so give only what is new, in the shopper’s words. Answers at most ${PER_PAGE} products a page (${PER_GROUP} with group) of “total”, or near misses with what each breaks; it cannot search reviews, orders or the web. The page shows the cards. Two different things in one message are two calls.`,
      limits: `Limits: price in ${turn.currency}, brand, category, and what products here state: ${statedLimits(turn.vocabulary)}. What is not stated cannot be a limit.`,
      schema,
    },
    async (given, config) => {
      const result = await findProducts(turn, { ...given, page: given.page ?? 1 });
      showListing(config, turn, result, given.group ?? null);
      // One question a query: who refines it has been asked.
      const asked = given.change === 'refine' && turn.state.asked.length > 0;
      const question =
        given.group || asked
          ? null
          : questionWorthAsking(result, turn.state, [...turn.earlier, turn.text].join(' '));
      turn.question = question;
      if (question) turn.state = { ...turn.state, asked: [...turn.state.asked, question.key] };
      return foundView(result, turn, question);
    },
  );
