import { account } from './account.ts';
import { cart } from './cart.ts';
import { checkout } from './checkout.ts';
import { delivery } from './delivery.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { layout } from './layout.ts';
import { lists } from './lists.ts';
import { order } from './order.ts';
import { product } from './product.ts';
import { signIn } from './sign-in.ts';
import { waits } from './waits.ts';
import type { Messages } from '../english/messages.ts';

export const german: Messages = {
  account,
  cart,
  checkout,
  delivery,
  errors,
  home,
  layout,
  lists,
  order,
  product,
  signIn,
  waits,
};
