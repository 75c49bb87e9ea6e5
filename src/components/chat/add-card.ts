import type { ProductCard } from '#agents/shopping/parts.ts';
import { countCart } from '../cart/count-cart.ts';

/** Puts one of the card's variant in the cart, and answers what came of it in words. */
export async function addCard(card: ProductCard, button: HTMLButtonElement): Promise<string> {
  button.disabled = true;
  const response = await fetch('/api/cart', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sku: card.sku, quantity: 1 }),
  }).catch(() => null);
  const said = (await response?.json().catch(() => null)) as { detail?: string; count?: number } | null;
  button.disabled = false;
  if (response?.ok && said?.count !== undefined) countCart(said.count);
  const label = response?.ok ? 'Added' : 'Add to cart';
  button.textContent = label;
  button.setAttribute('aria-label', `${label}: ${card.title}`);
  return response?.ok
    ? `${card.title} is in your cart.`
    : (said?.detail ?? 'That did not work. Please try again.');
}
