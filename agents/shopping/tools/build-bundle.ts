import { z } from 'zod';
import { buildKit, type Kit, type KitWish } from '#src/bundles/build-kit.ts';
import { budgetOf, kitRequestOf, roleToSwap, wantsLess } from '../decide/kit-request.ts';
import type { KitMemory } from '#src/conversations/conversation-state.ts';
import { showKit } from '../present/show-kit.ts';
import type { Turn } from '../state.ts';
import type { Writing } from '../present/show.ts';
import type { KitResult } from '../tool-results/build-bundle.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});
const noKit: KitMemory = { goal: '', budget: null, sizes: {}, owned: [], without: [], swaps: {} };

export const buildBundle = (turn: Turn) =>
  shopTool(
    {
      name: 'build_bundle',
      description:
        'A whole kit for a goal, read from the shopper’s own words: budget, sizes, what they own or do not want, what to swap. Everything in stock, together within the budget. Answers with the items, the total and what was left out.',
      schema,
    },
    async (_given, config) => {
      const { db, content } = turn;
      const wish = await kitRequestOf(turn);
      if (!wish) {
        const kits = content.kits.map(({ words }) => words.title);
        turn.choices = kits;
        turn.state = {
          ...turn.state,
          kit: { ...noKit, budget: budgetOf(turn) ?? turn.state.kit?.budget ?? null },
        };
        return { refusal: 'no-such-kit', kits };
      }
      const kit = await buildKit(db, content, wish);
      const words = content.kit(wish.goal)?.words;
      const role = words ? roleToSwap(words, turn.text) : null;
      if (kit.ok && !role && wantsLess(turn)) return await cheaperKit(turn, config, wish, kit);
      const others =
        (kit.ok && role ? kit.items.find((item) => item.role.role === role)?.alternatives : null) ?? [];
      // Who swaps again has seen the first.
      const other = others.find(({ product }) => !turn.state.seen.includes(product.slug)) ?? others[0];
      if (!kit.ok || !role || !other) return showKit(turn, config, wish, kit);
      const swapped = { ...wish, swaps: { ...wish.swaps, [role]: other.product.slug } };
      return showKit(turn, config, swapped, await buildKit(db, content, swapped));
    },
  );

const LESS = 0.9; // of what it costs now

/** The same kit for less: by a tenth, else for the least that it can cost. */
async function cheaperKit(turn: Turn, config: Writing, wish: KitWish, now: Kit): Promise<KitResult> {
  const { db, content } = turn;
  const within = (minor: number): KitWish => ({ ...wish, budget: { ...now.total, minor } });
  const less = within(Math.floor(now.total.minor * LESS));
  const kit = await buildKit(db, content, less);
  if (kit.ok || kit.refusal !== 'budget-too-small') return showKit(turn, config, less, kit);
  const least = within(kit.least.minor);
  return showKit(turn, config, least, await buildKit(db, content, least));
}
