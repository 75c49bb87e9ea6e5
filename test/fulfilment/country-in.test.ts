import { expect, it } from 'vitest';
import { countryIn } from '#src/fulfilment/country-in.ts';

it.each([
  ['to my cousin in Toronto', 'CA'],
  ['do you ship to new zealand', 'NZ'],
  ['and to buenos aires?', 'AR'],
  ['to the UK', 'GB'],
  ['to Mexico', 'MX'],
  ['to my office', undefined],
  ['', undefined],
])('reads the country of %j', (words, code) => {
  expect(countryIn(words, 'en-US')?.code).toBe(code);
});

it('reads the names of another language', () => {
  expect(countryIn('liefern Sie nach Österreich', 'de-DE')).toEqual({ code: 'AT', name: 'Österreich' });
});
