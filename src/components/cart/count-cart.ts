/** Every cart count on the page, and its accessible name. */
export function countCart(count: number): void {
  document.querySelectorAll<HTMLElement>('[data-cart-count]').forEach((element) => {
    element.textContent = String(count);
    element.hidden = count === 0;
  });
}
