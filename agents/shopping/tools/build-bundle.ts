import { tool } from 'langchain';
import { z } from 'zod';
import { buildKit } from '#src/bundles/build-kit.ts';
import { budgetOf, kitWishOf, roleToSwap } from '../kit-wish.ts';
import type { KitMemory } from '#src/conversations/thread.ts';
import { showKit } from '../show-kit.ts';
import type { Turn } from '../state.ts';
import type { Writing } from './show.ts';

const schema = z.object({});
const noKit: KitMemory = { goal: '', budget: null, sizes: {}, owned: [], without: [], swaps: {} };

export const buildBundle = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const { db, content } = turn;
      const wish = kitWishOf(turn);
      if (!wish) {
        const kits = content.kits.map(({ words }) => words.title);
        turn.choices = kits;
        turn.thread = {
          ...turn.thread,
          kit: { ...noKit, budget: budgetOf(turn) ?? turn.thread.kit?.budget ?? null },
        };
        return JSON.stringify({ refusal: 'no-such-kit', kits });
      }
      const kit = await buildKit(db, content, wish);
      const words = content.kit(wish.goal)?.words;
      const role = words ? roleToSwap(words, turn.text) : null;
      const other =
        kit.ok && role ? kit.items.find((item) => item.role.role === role)?.alternatives[0] : null;
      if (!kit.ok || !role || !other) return JSON.stringify(showKit(turn, config, wish, kit));
      const swapped = { ...wish, swaps: { ...wish.swaps, [role]: other.product.slug } };
      return JSON.stringify(showKit(turn, config, swapped, await buildKit(db, content, swapped)));
    },
    {
      name: 'build_bundle',
      description:
        'A whole kit for a goal, read from the shopper’s own words: budget, sizes, what they own or do not want, what to swap. Everything in stock, together within the budget. Answers with the items, the total and what was left out.',
      schema,
    },
  );
