import { tool } from 'langchain';
import { z } from 'zod';
import { cartOf } from '#src/carts/cart-store.ts';
import { quoteCart } from '#src/carts/quote-cart.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import { myOffers } from '#src/loyalty/my-offers.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';

const MOST = 4;
const schema = z.object({});

export const myOffersTool = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const { db, content, visitorId, now, locale } = turn;
      const cart = await cartOf(db, visitorId);
      const buyer = await buyerOf(db, visitorId, cart.details?.email ?? null);
      const { applied, notApplied } = cart.lines.length
        ? await quoteCart(db, content, cart, buyer, now)
        : await myOffers(db, content, { ...buyer, codes: cart.codes }, null, now);
      const taken = applied.map(({ label, amount, arithmetic }) => ({
        label,
        amount: formatMoney(amount, locale),
        arithmetic,
      }));
      const near = notApplied.flatMap(({ label, away }) => (away ? [{ label, away }] : [])).slice(0, MOST);
      // Where nothing is near, what each offer would need.
      const others = taken.length || near.length ? [] : notApplied.slice(0, MOST);
      const refused = notApplied.filter((one) => one.code !== undefined);
      show(config, {
        part: 'facts',
        data: {
          title: 'Offers',
          rows: [
            ...taken.map(({ label, amount, arithmetic }) => ({ label, value: `−${amount} (${arithmetic})` })),
            ...near.map(({ label, away }) => ({ label, value: away })),
            ...others.map(({ label, reason }) => ({ label, value: reason })),
          ],
          link: content.program ? { label: 'All offers and what they need', href: '/rewards' } : null,
        },
      });
      return JSON.stringify({
        applied: taken,
        oneStepAway: near,
        others: others.map(({ label, reason }) => ({ label, reason })),
        codesRefused: refused.map(({ code, reason }) => ({ code, reason })),
      });
    },
    {
      name: 'my_offers',
      description:
        'Which offers apply to the shopper’s cart with their arithmetic, which are one step away, and why a code did not work.',
      schema,
    },
  );
