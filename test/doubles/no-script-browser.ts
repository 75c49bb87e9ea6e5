/** A browser without script: keeps its cookie, follows nothing by itself. */
export function noScriptBrowser(shop: string) {
  let cookie = '';
  const ask = async (path: string, form?: Readonly<Record<string, string>>) => {
    const response = await fetch(new URL(path, shop), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, origin: shop },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] ?? '';
    return {
      status: response.status,
      to: response.headers.get('location'),
      retryAfter: response.headers.get('retry-after'),
      text: await response.text(),
    };
  };
  return { ask };
}
export type NoScriptBrowser = ReturnType<typeof noScriptBrowser>;

/** What a hidden field of a page holds. */
export const hidden = (html: string, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')
    .replaceAll('&#34;', '"')
    .replaceAll('&quot;', '"');

export const ADDRESS = {
  email: 'ann.checkout@example.com',
  name: 'Ann <script>alert(1)</script>',
  line1: '1 Road',
  line2: '',
  city: 'Boulder',
  region: 'CO',
  postcode: '80302',
  country: 'US',
};

/** Puts the first choice of a product in the cart; answers the status. */
export async function put({ ask }: NoScriptBrowser, slug: string): Promise<number> {
  const page = await ask(`/p/${slug}`);
  return (await ask('/cart', { do: 'add', sku: hidden(page.text, 'sku'), quantity: '1' })).status;
}

/** As far as the page on which an order is placed: what its button would send. */
export async function reviewed(one: NoScriptBrowser): Promise<Readonly<Record<string, string>>> {
  await put(one, 'quarter-25-gel');
  await one.ask('/checkout', ADDRESS);
  const page = await one.ask('/checkout/review');
  return { do: 'order', key: hidden(page.text, 'key'), seen: hidden(page.text, 'seen'), method: 'good' };
}
