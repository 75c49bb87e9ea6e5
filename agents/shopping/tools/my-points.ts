import { tool } from 'langchain';
import { z } from 'zod';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { pointsOf } from '#src/loyalty/points-of.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';

const schema = z.object({});

export const myPointsTool = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const { db, content, visitorId, now, locale } = turn;
      const program = content.program?.words;
      if (!program) return JSON.stringify({ refusal: 'no-program' });
      const customer = await customerOfVisitor(db, visitorId);
      if (!customer) {
        const link = { label: 'Sign in', href: '/sign-in' };
        show(config, { part: 'facts', data: { title: program.name, rows: [], link } });
        return JSON.stringify({ refusal: 'not-signed-in' });
      }
      const points = await pointsOf(db, content, customer.id, now);
      if (!points) {
        const link = { label: `Join ${program.name}`, href: '/rewards' };
        show(config, { part: 'facts', data: { title: program.name, rows: [], link } });
        return JSON.stringify({ refusal: 'not-a-member', program: program.name });
      }
      const { away, expiring } = points;
      const told = {
        balance: points.balance,
        worth: formatMoney(points.worth, locale),
        tier: points.tier.title,
        nextTier: points.nextTier?.title ?? null,
        away:
          away &&
          ('spend' in away ? formatMoney(away.spend, locale) : `${away.points} ${program.points.many}`),
        expiring: expiring && {
          points: expiring.points,
          day: expiring.at.toLocaleDateString(locale, {
            dateStyle: 'long',
            timeZone: content.store.timeZone,
          }),
        },
      };
      show(config, {
        part: 'facts',
        data: {
          title: program.name,
          rows: [
            { label: program.points.many, value: `${told.balance}, worth ${told.worth}` },
            { label: 'Tier', value: told.tier },
          ],
          link: { label: 'How they came about', href: '/rewards' },
        },
      });
      return JSON.stringify(told);
    },
    {
      name: 'my_points',
      description:
        'The signed-in shopper’s points, what they are worth, tier, what is missing for the next and what expires. Refuses where nobody is signed in.',
      schema,
    },
  );
