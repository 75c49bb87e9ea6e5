import { tool } from 'langchain';
import { z } from 'zod';
import { catalogueShape } from '#src/conversations/catalogue-shape.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';

const schema = z.object({});

export const catalogueShapeTool = (turn: Turn) =>
  tool(
    async () => {
      const shape = await catalogueShape(turn.db, turn.currency);
      const print = (minor: number) => formatMoney({ minor, currency: turn.currency }, turn.locale);
      const priced = ({ least, most, ...rest }: (typeof shape.categories)[number]) => ({
        ...rest,
        least: { ...least, price: print(least.minor), minor: undefined },
        most: { ...most, price: print(most.minor), minor: undefined },
      });
      [...shape.categories, shape.all].forEach(({ least, most }) =>
        turn.known.add(least.slug).add(most.slug),
      );
      return JSON.stringify({
        all: priced(shape.all),
        categories: shape.categories.map(priced),
        brands: shape.brands,
      });
    },
    {
      name: 'catalogue_shape',
      description:
        'What the shop holds as a whole: departments with counts, least and most expensive product of each, brands.',
      schema,
    },
  );
