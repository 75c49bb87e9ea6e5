import { messagesOf } from '#src/messages/messages.ts';
import { MOST_CODES, refusalText } from '#src/carts/cart.ts';
import { addCode, removeCode, setBurn, type CodeKept } from '#src/carts/cart-choices.ts';
import { addToCart, setQuantity } from '#src/carts/cart-store.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Database } from '#src/database/database.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import { waitText } from '#src/http/wait-text.ts';
import { textFields } from '#src/page-data/form-reply.ts';

export type CartFormTaken =
  | { readonly ok: true; readonly path: string }
  /** In the shopper's words; the cart is as it was. */
  | { readonly ok: false; readonly reason: string; readonly retryAfterSeconds?: number };

/** Does what a form of the cart page asks for; tries of codes are limited by who asks. */
export async function takeCartForm(
  db: Database,
  content: Pick<Content, 'offers' | 'store'>,
  { visitorId, asker }: { readonly visitorId: string; readonly asker: Asker },
  form: FormData,
  now: Date,
): Promise<CartFormTaken> {
  const text = textFields(form, ['do', 'sku', 'quantity', 'seen', 'code', 'points'], 200);
  const seen = /^\d{1,3}$/.test(text.seen) ? Number(text.seen) : null;
  const quantity = text.quantity === '' ? 1 : Number(text.quantity);
  switch (text.do) {
    case 'code': {
      const kept = await addCode(db, content, { visitorId, asker }, text.code, now);
      if (kept.ok) return OFFERS;
      const wait = kept.refusal === 'too-often' ? { retryAfterSeconds: kept.retryAfterSeconds } : {};
      return { ok: false, reason: codeText(kept, content.store.locale), ...wait };
    }
    case 'no-code':
      await removeCode(db, visitorId, text.code);
      return OFFERS;
    case 'points':
      await setBurn(db, visitorId, Number(text.points));
      return OFFERS;
    case 'add': {
      const added = await addToCart(db, visitorId, text.sku, quantity);
      return added.ok
        ? { ok: true, path: `/cart?added=${encodeURIComponent(text.sku)}` }
        : { ok: false, reason: refusalText(added, content.store.locale) };
    }
    default: {
      const wanted = text.do === 'remove' ? 0 : quantity;
      const set = await setQuantity(db, visitorId, text.sku, wanted, seen);
      return set.ok
        ? { ok: true, path: '/cart' }
        : { ok: false, reason: refusalText(set, content.store.locale) };
    }
  }
}

const MOST_TOGETHER = 20;

/** Adds one piece of everything that a form names as `sku`, of what it names twice two; what was refused is told. */
export async function addAllOf(
  db: Database,
  visitorId: string,
  form: FormData,
  locale: string,
): Promise<{ readonly added: string | null; readonly refused: readonly string[] }> {
  const counts = new Map<string, number>(); // a bundle names what it holds twice as often
  for (const given of form.getAll('sku').slice(0, MOST_TOGETHER)) {
    const sku = String(given).slice(0, 200);
    if (sku !== '') counts.set(sku, (counts.get(sku) ?? 0) + 1);
  }
  const refused: string[] = [];
  let added: string | null = null;
  for (const [sku, quantity] of counts) {
    const change = await addToCart(db, visitorId, sku, quantity);
    if (change.ok) added ??= sku;
    else refused.push(refusalText(change, locale));
  }
  return { added, refused };
}

const OFFERS = { ok: true, path: '/cart#offers' } as const;

function codeText(refusal: Extract<CodeKept, { ok: false }>, locale: string): string {
  const { refused } = messagesOf(locale).cart;
  switch (refusal.refusal) {
    case 'too-often':
      return refused.manyCodes(waitText(refusal.retryAfterSeconds, locale));
    case 'too-many':
      return refused.mostCodes(MOST_CODES);
    case 'dead':
      return refusal.reason;
    case 'no-code':
      return refused.noCode;
  }
}
