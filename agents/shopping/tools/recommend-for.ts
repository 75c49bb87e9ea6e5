import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { priceRange } from '#src/catalog/product.ts';
import { purposePicks } from '#src/conversations/purpose-picks.ts';
import { withShown } from '#src/conversations/conversation-state.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import { fence } from '../guardrails/untrusted-text.ts';
import { pricedCard } from '../present/product-card.ts';
import { show } from '../present/show.ts';
import type { Turn } from '../state.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { purposeIn, type Purpose } from '../understand/purpose.ts';
import { findProducts } from './find-products.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 5;
const REASON_WORDS = 24;

/** A size is of what has sizes; what has none is no worse for it. */
const isSize = (key: string): boolean => /(?:^|_)size$/.test(key);

/** What the shopper's own words say of the purpose. */
const ownPurpose = ({ text, understanding }: Turn): Purpose | null => purposeIn(text, understanding);

const schema = z.object({
  purpose: z
    .string()
    .max(500)
    .describe('What it is for, in the shopper’s words: a marathon, a first kitchen.'),
});

export const recommendFor = (turn: Turn) =>
  shopTool(
    {
      name: 'recommend_for',
      description: `What to buy for a purpose, a beginning or a person, where no kind of thing is named: at most ${MOST} picks, one for each kind of thing that it needs, each with the sentence that speaks for it. Limits such as a budget are read from the words. Empty where nothing in the shop speaks of it: search then.`,
      schema,
    },
    async ({ purpose }, config) => {
      const { db, content, currency, locale } = turn;
      const own = ownPurpose(turn);
      // The need is what the words ask, so that "under 50" after it narrows the same.
      const { query } = await findProducts(turn, { query: turn.text, change: 'replace', page: 1 });
      const open = { ...query, filters: query.filters.filter(({ key }) => !isSize(key)), preferences: [] };
      const picks = await purposePicks(db, content, open, purpose, {
        currency,
        locale,
        most: MOST,
        preferred: own?.preferred ?? [],
      });
      if (!picks.length) return { purpose, picks: [] };
      const priced = picks.map((pick) => ({
        pick,
        ...pricedCard(turn, pick.product, pick.variant, { reason: firstWords(pick.because, REASON_WORDS) }),
      }));
      priced.forEach(({ card }) => turn.allowedIds.add(card.slug).add(card.sku));
      turn.state = withShown(
        turn.state,
        priced.map(({ card: { slug, sku, title } }) => ({ slug, sku, title })),
      );
      show(config, {
        part: 'products',
        data: {
          title: messagesOf(turn.locale).answers.cards.for(own?.said ?? purpose),
          cards: priced.map(({ card }) => card),
          total: picks.length,
          href: null,
        },
      });
      return {
        purpose,
        picks: priced.map(({ pick: { product, kind, because, other }, card, price }) => ({
          slug: product.slug,
          title: product.title,
          kind,
          price: printMoney(price, locale, card.price),
          because: fence(because),
          other: other && {
            title: other.product.title,
            price: printMoney(priceRange(other.product).from, locale),
            notFor: other.notFor,
          },
        })),
      };
    },
  );
