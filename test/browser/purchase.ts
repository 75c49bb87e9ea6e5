import type { Page } from 'playwright-core';

const FIELDS = {
  'E-mail': 'ann@example.com',
  Name: 'Ann Example',
  'Street and number': '1 Road',
  'Town or city': 'Boulder',
  'State or province': 'CO',
  'Postal code': '80302',
};

/** Puts what the page of a product shows into the cart. */
export async function addToCart(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/p/quarter-25-gel`);
  await page
    .getByRole('button', { name: /add to cart/i })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Cart' }).getByRole('link', { name: 'Go to the cart' }).click();
  await page.waitForURL(/\/cart$/);
}

/** Buys it, from its page to the paid order; a picture of each step goes to `${pictures}-N.png`. */
export async function buy(page: Page, site: string, pictures: string): Promise<void> {
  let at = 0;
  const film = () => page.screenshot({ path: `${pictures}-${++at}.png` });
  await page.goto(`${site}/p/quarter-25-gel`);
  await film();
  await addToCart(page, site);
  await film();
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await page.waitForURL(/\/checkout$/);
  await order(page, film);
}

/** Orders, from the open checkout to the paid order; `film` is called at each step. */
export async function order(page: Page, film: () => Promise<unknown> = async () => {}): Promise<void> {
  for (const [label, text] of Object.entries(FIELDS))
    await page.getByLabel(label, { exact: true }).fill(text);
  await film();
  await page.getByRole('button', { name: /delivery and payment/ }).click();
  await page.waitForURL(/\/checkout\/review/);
  await film();
  await page.getByRole('button', { name: /Order and pay/ }).click();
  await page.waitForURL(/\/order\//);
  await page.getByText('Paid, being packed').waitFor();
  await film();
}
