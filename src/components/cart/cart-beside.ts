import { countCart } from './count-cart.ts';

/*
 * Forms that put something into the cart, marked `data-beside`: the page stays and the cart comes beside it. Where that
 * does not work, and without this script, they lead to the page of the cart.
 */
document.addEventListener('submit', (event) => {
  const form = event.target;
  const drawer = document.getElementById('cart-beside');
  if (!(form instanceof HTMLFormElement) || !('beside' in form.dataset) || !drawer?.showPopover) return;
  if (event.defaultPrevented) return;
  event.preventDefault();
  void addFrom(form, event.submitter, drawer);
});

async function addFrom(
  form: HTMLFormElement,
  button: HTMLElement | null,
  drawer: HTMLElement,
): Promise<void> {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const response = await fetch('/cart/beside', {
    method: 'POST',
    body: new URLSearchParams([...new FormData(form, button)] as [string, string][]),
  }).catch(() => null);
  const text = await response?.text().catch(() => null);
  form.ariaBusy = null;
  if (!text?.includes('data-count')) {
    delete form.dataset['beside'];
    return form.requestSubmit(button);
  }
  drawer.innerHTML = text;
  countCart(Number(drawer.querySelector<HTMLElement>('[data-count]')?.dataset['count']));
  drawer.showPopover();
  drawer.scrollTop = 0;
  drawer.querySelector<HTMLElement>('h2')?.focus();
}
