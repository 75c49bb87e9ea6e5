import { account } from './account.ts';
import { answers } from './answers.ts';
import { cart } from './cart.ts';
import { checkout } from './checkout.ts';
import { data } from './data.ts';
import { delivery } from './delivery.ts';
import { drafts } from './drafts.ts';
import { due } from './due.ts';
import { errors } from './errors.ts';
import { faq } from './faq.ts';
import { filters } from './filters.ts';
import { found } from './found.ts';
import { home } from './home.ts';
import { layout } from './layout.ts';
import { lists } from './lists.ts';
import { mails } from './mails.ts';
import { neutral } from './neutral.ts';
import { order } from './order.ts';
import { product } from './product.ts';
import { reviews } from './reviews.ts';
import { signIn } from './sign-in.ts';
import { talk } from './talk.ts';
import { waits } from './waits.ts';
import type { Messages } from '../english/messages.ts';

export const german: Messages = {
  account,
  answers,
  cart,
  checkout,
  data,
  delivery,
  drafts,
  due,
  errors,
  faq,
  filters,
  found,
  home,
  layout,
  lists,
  mails,
  neutral,
  order,
  product,
  reviews,
  signIn,
  talk,
  waits,
};
