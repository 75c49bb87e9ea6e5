import { expect, inject, it } from 'vitest';
import { contentSecurityPolicy } from '#src/http/content-security-policy.ts';

const shop = inject('shopUrl');
const MOST_BYTES = 1_500; // of all headers: nginx takes 4 KB of them by default, older proxies half of that

it.each([
  '/', '/c/shoes', '/c/shoes/trail-running-shoes', '/search?q=trail+shoes', '/p/flatlands', '/guides',
  '/guides/how-to-choose-running-shoes', '/faq', '/glossary', '/policies/returns', '/best', '/best/first-marathon',
  '/compare/longway-5-vs-errand-3', '/kits', '/rewards', '/proof', '/cart', '/checkout', '/account', '/sign-in', '/track',
  '/studio', '/ask', '/nothing', '/p/flatlands.md', '/llms.txt', '/sitemap.xml', '/feeds/index.json',
])('%s answers with less than 1.5 KB of headers', async (path) => {
  const { headers, status } = await fetch(shop + path, { redirect: 'manual' });
  expect(status).toBeLessThan(500);
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  expect(Buffer.byteLength(lines.join(''))).toBeLessThan(MOST_BYTES);
}); // prettier-ignore

it('lets pictures come from the named hosts alone, and takes nothing that is none', () => {
  const policy = contentSecurityPolicy([
    'https://cdn.example.com',
    'https://x.example; script-src *',
    "https://'unsafe-inline'",
    'data:',
  ]);
  expect(policy).toContain("img-src 'self' data: https://cdn.example.com;");
  expect(policy).not.toMatch(/script-src|unsafe/);
});

it('opens pictures to every host where more are named than a header holds', () => {
  const many = Array.from({ length: 60 }, (_, at) => `https://shop-${at}.example.com`);
  const policy = contentSecurityPolicy(many);
  expect(policy).toContain("img-src 'self' data: https:;");
  expect(policy.length).toBeLessThan(300);
});
