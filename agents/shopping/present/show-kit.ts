import type { Kit, KitRefusal, KitRequest } from '#src/bundles/kit.ts';
import { sizeOf } from '#src/bundles/kit-candidates.ts';
import { productCard } from './product-card.ts';
import { rememberShown } from './remember-shown.ts';
import type { Turn } from '../state.ts';
import type { KitResult } from '../tool-results/build-bundle.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { show, type Writing } from './show.ts';

/** Shows a kit, remembers what was wished for, and answers what a model may see of it. */
export function showKit(turn: Turn, config: Writing, request: KitRequest, kit: Kit | KitRefusal): KitResult {
  const { goal, budget, sizes = {}, owned = [], without = [], swaps = {} } = request;
  turn.state = {
    ...turn.state,
    kit: { goal, budget: budget?.minor ?? null, sizes, owned: [...owned], without: [...without], swaps },
  };
  if (!kit.ok) return { refusal: kit.refusal, reason: kit.reason };
  rememberShown(turn, kit.items);
  const total = printMoney(kit.total, turn.locale);
  const title = `${kit.words.title}: ${total.printed}`;
  // A size that was asked for stands on the card, with what is still to be chosen.
  const cards = kit.items.map(({ role, product, variant }) => {
    const asked = role.size && sizes[role.size] ? sizeOf(variant) : null;
    return productCard(asked ? { ...turn, text: asked } : turn, product, variant);
  });
  show(config, { part: 'products', data: { title, cards, total: cards.length, href: null } });
  return {
    kit: kit.words.title,
    pieces: kit.items.length,
    items: kit.items.map(({ role, product, variant, sizeOpen }) => ({
      role: role.label,
      title: product.title,
      price: printMoney(variant.price, turn.locale),
      variant: variant.title,
      sizeOpen,
    })),
    total,
    left: kit.left ? printMoney(kit.left, turn.locale) : null,
    leftOut: kit.leftOut.map(({ role, because, reason }) => ({ role: role.label, because, reason })),
  };
}
