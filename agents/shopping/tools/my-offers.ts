import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { cartOf } from '#src/carts/cart-store.ts';
import { quoteCart } from '#src/carts/quote-cart.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import { myOffers } from '#src/loyalty/my-offers.ts';
import type { Turn } from '../state.ts';
import { bundlesTold } from '../present/bundle-rows.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const MOST = 4;
const schema = z.object({});

export const myOffersTool = (turn: Turn) =>
  shopTool(
    {
      name: 'my_offers',
      description: `Which offers apply to the shopper’s cart with their arithmetic, up to ${MOST} that are one step away, why a code did not work, and which bundles cost less together. It cannot apply a code: the shopper enters codes in the cart.`,
      schema,
    },
    async (_given, config) => {
      const { db, content, visitorId, now, locale } = turn;
      const cart = await cartOf(db, visitorId);
      const buyer = await buyerOf(db, visitorId, cart.details?.email ?? null);
      const { applied, notApplied } = cart.lines.length
        ? await quoteCart(db, content, cart, buyer, now)
        : await myOffers(db, content, { ...buyer, codes: cart.codes }, null, now);
      const taken = applied.map(({ label, amount, arithmetic }) => ({
        label,
        amount: printMoney(amount, locale),
        arithmetic,
      }));
      const near = notApplied.flatMap(({ label, away }) => (away ? [{ label, away }] : [])).slice(0, MOST);
      // Where nothing is near, what each offer would need.
      const others = taken.length || near.length ? [] : notApplied.slice(0, MOST);
      const refused = notApplied.flatMap(({ code, reason }) =>
        code === undefined ? [] : [{ code, reason }],
      );
      const bundles = (await bundlesTold(turn)).filter(
        (bundle) => !applied.some(({ label }) => label === bundle.label),
      );
      const { cards: say } = messagesOf(turn.locale).answers;
      show(config, {
        part: 'facts',
        data: {
          title: say.offers,
          rows: [
            ...taken.map(({ label, amount, arithmetic }) => ({
              label,
              value: `−${amount.printed} (${arithmetic})`,
            })),
            ...near.map(({ label, away }) => ({ label, value: away })),
            ...others.map(({ label, reason }) => ({ label, value: reason })),
            ...bundles.map(({ label, together, apart }) => ({
              label,
              value: say.together(together.printed, apart.printed),
            })),
          ],
          link: content.program
            ? { label: say.allOffers, href: '/rewards' }
            : bundles.length
              ? { label: say.allBundles, href: '/bundles' }
              : null,
        },
      });
      return {
        applied: taken,
        oneStepAway: near,
        others: others.map(({ label, reason }) => ({ label, reason })),
        codesRefused: refused,
        bundles,
      };
    },
  );
