import { describe, expect, it } from 'vitest';
import { nextLimit, MOST_AT_ONCE } from '#src/http/load/limit.ts';
import { workClassOf } from '#src/http/load/work-class.ts';

const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const classOf = (asked: string, userAgent = browser, headers: Readonly<Record<string, string>> = {}) => {
  const [method = '', url = ''] = asked.split(' ');
  return workClassOf({ method, url, userAgent, header: (name) => headers[name] });
};

describe('what a request is for', () => {
  it.each([
    ['POST /checkout', 'checkout'],
    ['GET /checkout/review', 'checkout'],
    ['POST /checkout/review', 'checkout'],
    ['GET /order/A-1?key=x', 'checkout'],
    ['POST /api/payments/stripe', 'checkout'],
    ['GET /checkout', 'cart'],
    ['POST /api/cart', 'cart'],
    ['GET /cart?added=x', 'cart'],
    ['GET /search?q=/checkout', 'search'],
    ['GET /api/suggest?q=a', 'search'],
    ['POST /api/chat', 'conversation'],
    ['GET /api/chat/abc/stream', 'conversation'],
    ['POST /ask', 'conversation'],
    ['GET /p/order', 'browsing'],
    ['GET /', 'browsing'],
    ['GET /guides/llms', 'browsing'],
    ['GET /p/a.md', 'machines'],
    ['GET /p/a?b=c.md', 'browsing'],
    ['GET /feeds/google.xml', 'machines'],
    ['GET /sitemap.xml', 'machines'],
    ['GET /llms.txt', 'machines'],
    ['POST /mcp', 'machines'],
    ['GET /healthz', 'passes'],
    ['GET /_astro/a.css', 'passes'],
  ])('%s: %s', (asked, expected) => {
    expect(classOf(asked)).toBe(expected);
  });

  it('counts who asks at the chat’s address as a machine where it is a program', () => {
    const json = { 'content-type': 'application/json' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(classOf('POST /ask', browser, json)).toBe('machines');
    expect(classOf('GET /ask?query=shoes', browser, { accept: 'text/event-stream' })).toBe('machines');
    expect(classOf('POST /ask', browser, form)).toBe('conversation');
    expect(classOf('GET /ask', browser, { accept: 'text/html,*/*' })).toBe('conversation');
    expect(classOf('POST /api/chat', browser, json)).toBe('conversation');
  });

  it('takes crawlers last, by the names that they give themselves', () => {
    for (const name of [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'Mozilla/5.0 (compatible; bingbot/2.0)',
      'GPTBot/1.2',
      'python-requests/2.32',
    ])
      expect([name, classOf('GET /p/a', name)]).toEqual([name, 'machines']);
    expect(classOf('GET /p/a', 'Mozilla/5.0 (Linux; Android 15; Cubot X90) Chrome/140.0 Mobile')).toBe(
      'browsing',
    );
    expect(classOf('POST /checkout/review', 'curl/8')).toBe('checkout');
  });
});

describe('how much at once', () => {
  it('falls fast while the event loop runs late, never to nothing, and comes back', () => {
    let limit = MOST_AT_ONCE;
    for (let look = 0; look < 20; look++) limit = nextLimit(limit, 80, true);
    expect(limit).toBe(8);
    expect(nextLimit(limit, 18, true)).toBe(limit);
    for (let look = 0; look < 40; look++) limit = nextLimit(limit, 1, false);
    expect(limit).toBe(MOST_AT_ONCE);
  });
});
