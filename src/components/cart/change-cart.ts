import { countCart } from './count-cart.ts';

/*
 * The page of the cart: a quantity is taken as soon as it is chosen, and what changes is put in the place of what stood
 * there, the focus where it was. Without this script the same forms load the page anew.
 */
const main = document.querySelector('main');
const said = document.createElement('p');
said.className = 'hidden-text';
said.setAttribute('role', 'status');
main?.after(said);

let isBusy = false;
let waiting: { readonly id: string; readonly value: string } | null = null;

main?.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || target.name !== 'quantity') return;
  if (isBusy) waiting = { id: target.id, value: target.value };
  else target.form?.requestSubmit();
});

main?.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const action = new URL(form.action).pathname;
  if (action !== '/cart' || event.defaultPrevented) return;
  event.preventDefault();
  if (!isBusy) void change(main, form, event.submitter);
});

async function change(place: HTMLElement, form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  isBusy = true;
  const at = document.activeElement?.id;
  const response = await fetch('/cart', {
    method: 'POST',
    body: new URLSearchParams([...new FormData(form, button)] as [string, string][]),
  }).catch(() => null);
  const text = (await response?.text().catch(() => null)) ?? '';
  const page = new DOMParser().parseFromString(text, 'text/html');
  const next = page.querySelector('main');
  isBusy = false;
  if (!next || !page.querySelector('[data-cart]')) return location.assign('/cart');
  place.replaceChildren(...next.childNodes);
  countCart(Number(page.querySelector('[data-cart-count]')?.textContent));
  const told = place.querySelector<HTMLElement>('[role=alert], [role=status], h1');
  const kept = at ? document.getElementById(at) : null;
  if (told) told.tabIndex = -1;
  (kept ?? told)?.focus({ preventScroll: kept !== null });
  said.textContent = place.querySelector('.sum-lines .total')?.textContent ?? '';
  takeWaiting();
}

/** A quantity that was chosen while another was on its way. */
function takeWaiting(): void {
  const select = waiting && document.getElementById(waiting.id);
  if (waiting && select instanceof HTMLSelectElement) {
    select.value = waiting.value;
    select.form?.requestSubmit();
  }
  waiting = null;
}
