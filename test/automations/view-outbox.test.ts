import { afterEach, expect, it } from 'vitest';
import type { OutboxMessage } from '#src/automations/mail.ts';
import { viewOutbox, type OutboxViewer } from '#scripts/view-outbox.ts';

const message: OutboxMessage = {
  id: 'one',
  kind: 'order',
  recipient: 'ann@example.com',
  subject: 'Your <order>',
  body: 'Thank you.',
  html: '<html><head></head><body>Thank "you".</body></html>',
  state: 'kept',
  error: null,
  writtenAt: new Date('2026-11-27T12:00:00Z'),
};
let viewer: OutboxViewer;
afterEach(() => viewer.close());

it('shows messages to who holds its address, and to nobody else', async () => {
  viewer = await viewOutbox(() => Promise.resolve([message]), 0);
  const list = await (await fetch(viewer.url)).text();
  expect(list).toContain('Your &lt;order&gt;');
  const [, href = ''] = /href="([^"]+)"/.exec(list) ?? [];
  const one = await fetch(new URL(href, viewer.url));
  expect(await one.text()).toContain('Thank &quot;you&quot;.');
  expect(one.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`${viewer.url}none`)).status).toBe(404);
  const other = await fetch(new URL('/guess/one', viewer.url));
  expect([other.status, await other.text()]).toEqual([404, expect.not.stringContaining('Your')]);
});

it('says what went wrong instead of ending', async () => {
  viewer = await viewOutbox(() => Promise.reject(new Error('no database')), 0);
  const answer = await fetch(viewer.url);
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('no database')]);
});
