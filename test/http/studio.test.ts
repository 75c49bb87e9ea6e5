import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');
const ask = (path: string, init: RequestInit = {}) => fetch(shop + path, { redirect: 'manual', ...init });

describe('the studio', () => {
  it.each([
    '/studio',
    '/studio/orders',
    '/studio/orders/ABCD-EFGH',
    '/studio/inbox',
    '/studio/inbox/any',
    '/studio/corrections',
    '/studio/reviews',
    '/studio/stock?sku=ANY',
    '/studio/questions',
    '/studio/questions/any',
    '/studio/figures',
    '/studio/automations',
    '/studio/automations/reminders',
    '/studio/errors',
    '/studio/words',
    '/studio/words/edit?file=store.yaml',
    '/studio/words/history?file=store.yaml',
    '/studio/words/preview?file=store.yaml',
    '/%73tudio/inbox',
  ])('shows %s to nobody who is not in, keeps it out of caches and search engines', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/studio/sign-in');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
  });

  it('refuses a post that does not come from its own pages', async () => {
    const post = (headers: Record<string, string>) =>
      ask('/studio/inbox/any', { method: 'POST', headers, body: new URLSearchParams({ do: 'claim' }) });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('takes a forged cookie for none', async () => {
    const response = await ask('/studio', { headers: { cookie: `studio=YWJj.${'A'.repeat(43)}` } });
    expect(response.status).toBe(303);
  });

  it('is in no sitemap', async () => {
    expect(await (await ask('/sitemap.xml')).text()).not.toContain('/studio');
  });
});
