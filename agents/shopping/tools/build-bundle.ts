import { z } from 'zod';
import { buildKit } from '#src/bundles/build-kit.ts';
import { cheaperKit } from '#src/bundles/cheaper-kit.ts';
import { budgetOf, kitRequestOf, roleToSwap, wantsLess } from '../decide/kit-request.ts';
import type { KitMemory } from '#src/conversations/conversation-state.ts';
import { showKit } from '../present/show-kit.ts';
import type { Turn } from '../state.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});
const noKit: KitMemory = { goal: '', budget: null, sizes: {}, owned: [], without: [], swaps: {} };

export const buildBundle = (turn: Turn) =>
  shopTool(
    {
      name: 'build_bundle',
      description:
        'A whole kit for one of the goals that the shop has kits for, read from the shopper’s own words of this turn: budget, sizes, what they own or do not want, what to swap. Everything in stock, together within the budget. Answers with the items, the total and what was left out, or with the goals there are. Takes no arguments and puts nothing into the cart.',
      schema,
    },
    async (_given, config) => {
      const { db, content } = turn;
      const request = await kitRequestOf(turn);
      if (!request) {
        const kits = content.kits.map(({ words }) => words.title);
        turn.choices = kits;
        turn.state = {
          ...turn.state,
          kit: { ...noKit, budget: budgetOf(turn) ?? turn.state.kit?.budget ?? null },
        };
        return { refusal: 'no-such-kit', kits };
      }
      const kit = await buildKit(db, content, request);
      const words = content.kit(request.goal)?.words;
      const role = words ? roleToSwap(words, turn.text) : null;
      if (kit.ok && !role && wantsLess(turn)) {
        const cheaper = await cheaperKit(db, content, request, kit);
        return showKit(turn, config, cheaper.request, cheaper.kit);
      }
      const others =
        (kit.ok && role ? kit.items.find((item) => item.role.role === role)?.alternatives : null) ?? [];
      // Who swaps again has seen the first.
      const other = others.find(({ product }) => !turn.state.seen.includes(product.slug)) ?? others[0];
      if (!kit.ok || !role || !other) return showKit(turn, config, request, kit);
      const swapped = { ...request, swaps: { ...request.swaps, [role]: other.product.slug } };
      return showKit(turn, config, swapped, await buildKit(db, content, swapped));
    },
  );
