import { expect, inject, it } from 'vitest';
import { filesTo } from '#src/personal-data/outbox-files.ts';
import { ADDRESS, hidden, noScriptBrowser, reviewed } from '../doubles/no-script-browser.ts';

const shop = inject('shopUrl');
const browser = () => noScriptBrowser(shop);
const EMAIL = `ann.${Date.now()}@example.com`; // of this run: the shop's database outlives it

it('shows, hands out and erases what is kept under an address, to whoever gets its mail', async () => {
  const one = browser();
  await reviewed(one);
  await one.ask('/checkout', { ...ADDRESS, email: EMAIL });
  const { text } = await one.ask('/checkout/review');
  const form = { do: 'order', key: hidden(text, 'key'), seen: hidden(text, 'seen'), method: 'good' };
  const placed = await one.ask('/checkout/review', form);
  const path = placed.to ?? '';
  await one.ask(path, { do: 'cancel' });

  const other = browser();
  expect(await other.ask('/your-data', { email: 'nonsense' })).toMatchObject({ status: 422 });
  expect(await other.ask('/your-data', { email: EMAIL })).toMatchObject({ to: '/your-data?sent=1' });
  expect(await other.ask('/your-data/forged')).toMatchObject({ status: 410 });
  const mails = await filesTo('var/outbox', EMAIL);
  const links = mails.flatMap(
    ({ text }) => /\/your-data\/[\w-]{43}/.exec(text.replace(/=\r?\n/g, '')) ?? [], // quoted-printable
  );
  const opened = await Promise.all(links.map((link) => other.ask(link)));
  const link = links[opened.findIndex(({ status }) => status === 200)] ?? '';
  expect((await other.ask(link)).text).toContain(`What we keep under ${EMAIL}`);

  const taken = await other.ask(link, { take: 'json' });
  expect(JSON.parse(taken.text)).toMatchObject({ email: EMAIL });
  expect(taken.text).toContain(path.split('/').at(-1));
  expect(await other.ask(link, { erase: 'yes' })).toMatchObject({ status: 422 });
  expect(await other.ask(link, { erase: 'yes', sure: 'yes' })).toMatchObject({ status: 303 });
  expect(await other.ask(link)).toMatchObject({ status: 410 });
  expect(await one.ask(path)).toMatchObject({ status: 303, to: expect.stringContaining('/track') });
  expect(await filesTo('var/outbox', EMAIL)).toEqual([]);
});

it('hands out an account only to who is signed in', async () => {
  expect(await browser().ask('/account/data.json')).toMatchObject({ status: 303, to: '/sign-in' });
  expect(await browser().ask('/account/data.xml')).toMatchObject({ status: 404 });
});
