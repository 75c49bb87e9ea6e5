import { home } from './home.ts';
import { layout } from './layout.ts';
import { lists } from './lists.ts';
import { product } from './product.ts';

export const english = {
  home,
  layout,
  lists,
  product,
};

/** What every language says: the sentences of the English folder, with the same words to fill in. */
export type Messages = typeof english;
