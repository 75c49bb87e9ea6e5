import { tool } from 'langchain';
import { z } from 'zod';
import { buildKit } from '#src/bundles/build-kit.ts';
import { kitWishOf, roleToSwap } from '../kit-wish.ts';
import { showKit } from '../show-kit.ts';
import type { Turn } from '../state.ts';
import type { Writing } from './show.ts';

const schema = z.object({});

export const buildBundle = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const { db, content } = turn;
      const wish = kitWishOf(turn);
      if (!wish)
        return JSON.stringify({ refusal: 'no-such-kit', kits: content.kits.map(({ words }) => words.title) });
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
