import { expect, it } from 'vitest';
import { mailColors } from '#src/automations/mail-colors.ts';
import { mailHtml, mailText, type MailPart } from '#src/automations/mail-parts.ts';
import { contrast } from '#src/look/color.ts';
import { THEMES } from '#src/look/themes.ts';

const URL_OF_A_KEY = `https://shop.example/order/1?key=${'k'.repeat(120)}&from=mail`;
const PARTS: readonly MailPart[] = [
  'Thank you.\nWe pack it now.',
  { rows: [{ label: '2 × Lamp', value: '$80', note: 'with 10% off' }, { label: 'A <b>bold</b> name' }] },
  { say: 'All about your order:', press: 'See it', url: URL_OF_A_KEY },
  { say: 'No more of these?', press: 'Stop', url: 'https://shop.example/stop', quiet: true },
];
const frame = {
  from: 'Lamps & Co',
  subject: 'Your order',
  locale: 'de-DE',
  colors: mailColors({ theme: 'course' }),
};

it('says the same as text and as HTML, in the same order', () => {
  expect(mailText(PARTS)).toBe(
    `Thank you.\nWe pack it now.\n\n2 × Lamp: $80 (with 10% off)\nA <b>bold</b> name\n\nAll about your order:\n${URL_OF_A_KEY}\n\nNo more of these?\nhttps://shop.example/stop\n`,
  );
  const html = mailHtml(PARTS, frame);
  const said = html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  expect(said.split('\n').filter((line) => line.trim())).toEqual([
    'Lamps & Co',
    'Thank you.',
    'We pack it now.',
    '2 × Lamp',
    'with 10% off',
    '$80',
    'A <b>bold</b> name',
    'All about your order:',
    'See it',
    'No more of these? ',
    'Stop',
  ]);
  expect(html).toContain(`href="${URL_OF_A_KEY.replace('&', '&amp;')}"`);
  expect(html).toContain('<html lang="de-DE">');
});

it('loads nothing, runs nothing, and lets nothing out of what it is told', () => {
  const html = mailHtml(['<img src="https://elsewhere.example/x"><script>1</script>'], frame);
  expect(html).not.toMatch(/<(?:img|script|link|style)\b|url\(/);
});

it('can be read in the colours of every look', () => {
  for (const theme of ['course', ...THEMES] as const) {
    const colors = mailColors({ theme });
    for (const [ink, ground] of [
      [colors.ink, colors.card],
      [colors.ink, colors.paper],
      [colors.quiet, colors.card],
      [colors.signal, colors.card],
      [colors['on-signal'], colors.signal],
    ] as const)
      expect(contrast(ink as `#${string}`, ground as `#${string}`)).toBeGreaterThanOrEqual(4.5);
  }
});
