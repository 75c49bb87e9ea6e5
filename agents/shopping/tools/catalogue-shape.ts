import { z } from 'zod';
import {
  catalogueShape,
  MOST_BRANDS,
  MOST_CATEGORIES,
  type Department,
  type Extreme,
} from '#src/conversations/catalogue-shape.ts';
import { money } from '#src/money/money.ts';
import type { ExtremeView } from '../tool-results/catalogue-shape.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import type { Turn } from '../state.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});

export const catalogueShapeTool = (turn: Turn) =>
  shopTool(
    {
      name: 'catalogue_shape',
      description: `What the shop holds as a whole: up to ${MOST_CATEGORIES} departments and categories with how many products each has to buy now, the least and most expensive of each, and up to ${MOST_BRANDS} brands. No list of products.`,
      schema,
    },
    async () => {
      const shape = await catalogueShape(turn.db, turn.currency);
      const view = ({ slug, title, minor }: Extreme): ExtremeView => ({
        slug,
        title,
        price: printMoney(money(minor, turn.currency), turn.locale),
      });
      const priced = ({ slug, name, products, least, most }: Department) => ({
        slug,
        name,
        products,
        least: view(least),
        most: view(most),
      });
      [...shape.categories, shape.all].forEach(({ least, most }) =>
        turn.allowedIds.add(least.slug).add(most.slug),
      );
      return {
        all: priced(shape.all),
        categories: shape.categories.map(priced),
        brands: shape.brands,
      };
    },
  );
