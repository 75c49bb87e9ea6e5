import { messagesOf } from '#src/messages/messages.ts';
import { dateText } from '#src/editorial/date-text.ts';
import { z } from 'zod';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { pointsOf } from '#src/loyalty/points-of.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});

export const myPointsTool = (turn: Turn) =>
  shopTool(
    {
      name: 'my_points',
      description:
        'The signed-in shopper’s points, what they are worth, tier, what is missing for the next and what expires. Refuses where nobody is signed in, or is no member. It cannot spend points.',
      schema,
    },
    async (_given, config) => {
      const { db, content, visitorId, now, locale } = turn;
      const { cards: say } = messagesOf(locale).answers;
      const program = content.program?.words;
      if (!program) return { refusal: 'no-program' };
      const customer = await customerOfVisitor(db, visitorId);
      if (!customer) {
        const link = { label: say.signIn, href: '/sign-in' };
        show(config, { part: 'facts', data: { title: program.name, rows: [], link } });
        return { refusal: 'not-signed-in' };
      }
      const points = await pointsOf(db, content, customer.id, now);
      if (!points) {
        const link = { label: say.join(program.name), href: '/rewards' };
        show(config, { part: 'facts', data: { title: program.name, rows: [], link } });
        return { refusal: 'not-a-member', program: program.name };
      }
      const { away, expiring } = points;
      const view = {
        balance: points.balance,
        worth: printMoney(points.worth, locale),
        tier: points.tier.title,
        nextTier: points.nextTier?.title ?? null,
        away:
          away &&
          ('spend' in away
            ? printMoney(away.spend, locale)
            : { printed: `${away.points} ${program.points.many}`, points: away.points }),
        expiring: expiring && {
          points: expiring.points,
          day: dateText(content.store, expiring.at, 'long'),
        },
      };
      show(config, {
        part: 'facts',
        data: {
          title: program.name,
          rows: [
            { label: program.points.many, value: say.worth(view.balance, view.worth.printed) },
            { label: say.tier, value: view.tier },
          ],
          link: { label: say.howPoints, href: '/rewards' },
        },
      });
      return view;
    },
  );
