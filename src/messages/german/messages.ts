import { home } from './home.ts';
import { layout } from './layout.ts';
import { lists } from './lists.ts';
import { product } from './product.ts';
import type { Messages } from '../english/messages.ts';

export const german: Messages = {
  home,
  layout,
  lists,
  product,
};
