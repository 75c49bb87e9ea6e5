import { cart, cartFirst } from './cart-conditions.ts';
import { concepts } from './concept-conditions.ts';
import type { Condition } from './condition.ts';
import { elliptical } from './elliptical-conditions.ts';
import { products, productsFirst, productsLast } from './product-conditions.ts';
import { changes, chips, overview, refusals } from './query-conditions.ts';
import { rulesByExample } from './rule-conditions.ts';
import { asksShop } from './shop-conditions.ts';
import { answered, apart, goingOn, manners, prepared, served } from './talk-conditions.ts';
import { changeOf } from './turn-reading.ts';

/** All rules for the action of a turn, in the order they are asked; the last one always answers. */
export const conditions: readonly Condition[] = [
  ...manners,
  ...chips,
  ...goingOn,
  ...apart,
  ...rulesByExample,
  ...asksShop,
  ...cartFirst,
  ...prepared,
  ...elliptical,
  ...productsFirst,
  ...concepts,
  ...served,
  ...overview,
  ...refusals,
  ...changes,
  ...products,
  ...cart,
  ...answered,
  ...productsLast,
  {
    name: 'says nothing else, so goods are looked for',
    act: ({ turn, score }) => ({
      kind: 'find',
      change: changeOf(turn, score('refine', 'for-someone', 'more', 'details') > score('find')),
    }),
  },
];
